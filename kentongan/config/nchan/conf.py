"""The configuration of nginx with nchan, for `kentongan nchan config` and for the tests."""

from dataclasses import dataclass

BUFFER = """nchan_message_timeout 5m;
            nchan_message_buffer_length 100;"""
SITE = """    # Public map: nginx holds the readers' streams. The city's server is asked once
    # for each which channel is theirs; `kentongan nchan post` tells each thing once.
    proxy_cache_path {cache} keys_zone=kentongan_map:1m max_size=64m inactive=1m;

    server {{
        listen {listen};
        client_max_body_size 64m;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        set $kentongan_nchan "";
        proxy_set_header X-Nchan $kentongan_nchan;

        location / {{
            proxy_pass {upstream};
            proxy_read_timeout 75s;
        }}
        location ~ ^/(wall/stream|meja/telepon/aliran)$ {{
            proxy_pass {upstream};
            proxy_buffering off;
            proxy_read_timeout 1h;
        }}
        location = /peta/titik.geojson {{
            proxy_pass {upstream};
            proxy_cache kentongan_map;
            proxy_cache_key $http_host$request_uri$http_accept_language$cookie_bahasa;
            proxy_cache_lock on;
            proxy_cache_use_stale updating error timeout;
        }}
        location = /peta/aliran {{
            set $kentongan_nchan 1;
            proxy_pass {upstream};
        }}
        location ~ ^/_umum/(\\w+)$ {{
            internal;
            nchan_subscriber eventsource;
            nchan_channel_id $1;
            # Not "-20": nchan 1.3.6 dies of it where nothing has been told yet.
            nchan_subscriber_first_message oldest;
            nchan_eventsource_ping_interval 15;
            {buffer}
        }}
    }}

    # For `kentongan nchan post` alone: leave it on an address that nobody outside reaches.
    server {{
        listen {publish};
        access_log off;
        location ~ ^/umum/(\\w+)$ {{
            nchan_publisher;
            nchan_channel_id $1;
            {buffer}
        }}
        location ~ ^/terakhir/(\\w+)$ {{
            nchan_subscriber longpoll;
            nchan_channel_id $1;
            nchan_subscriber_first_message oldest;
            nchan_longpoll_multipart_response raw;
            nchan_subscriber_timeout 2s;
        }}
    }}
"""
WHOLE = """load_module {module};
daemon off;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 20000; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}}}
"""
MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so"


@dataclass(frozen=True)
class Site:
    """Where nginx listens for people and for us, and where the city's server is."""

    listen: str
    publish: str
    upstream: str
    cache: str

    def written(self) -> str:
        """Return what belongs in nginx's `http` block (Debian: a file in conf.d)."""
        return SITE.format(
            listen=self.listen,
            publish=self.publish,
            upstream=self.upstream,
            cache=self.cache,
            buffer=BUFFER,
        )

    def alone(self, folder: str, workers: int = 1) -> str:
        """Return a whole configuration for an nginx of its own, with all it writes in a folder."""
        return WHOLE.format(module=MODULE, workers=workers, folder=folder, site=self.written())
