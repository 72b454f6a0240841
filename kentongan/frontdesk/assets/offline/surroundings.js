// Whether there is signal, whether another page was asked for, whether the app can be installed.

export function showSurroundings() {
  const signal = document.getElementById("signal");
  const look = () => { signal.hidden = navigator.onLine; };
  addEventListener("online", look);
  addEventListener("offline", look);
  look();

  // Shown in place of a page that could not be loaded: say so, and lead back to it.
  const isElsewhere = !/^\/($|lapor\/)/.test(location.pathname);
  document.getElementById("elsewhere").hidden = !isElsewhere;
  document.getElementById("try-again").href = location.href;

  const install = document.getElementById("install");
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install.hidden = false;
    install.firstElementChild.onclick = () => {
      install.hidden = true;
      event.prompt();
    };
  });
}
