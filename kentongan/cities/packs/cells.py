def approximate_cells(places):
    out = {}
    for p in places:
        s = {"kelurahan": 0.01, "kecamatan": 0.02, "city": 0.03}[p.level]
        out[p.code] = {
            "type": "Polygon",
            "coordinates": [
                [
                    [p.lon - s, p.lat - s],
                    [p.lon + s, p.lat - s],
                    [p.lon + s, p.lat + s],
                    [p.lon - s, p.lat + s],
                    [p.lon - s, p.lat - s],
                ]
            ],
        }
    return out
