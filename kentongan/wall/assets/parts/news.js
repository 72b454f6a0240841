// What has just happened, put on top of its list; the oldest make room.

import { clock, worded } from "./words.js";

const HOUR = 3600_000;

const element = (name, text = "", className = "") => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
};

function line(news) {
  const item = element("li", "", `${news.tone} fresh`.trim());
  item.dataset.id = news.id;
  const box = element(news.url ? "a" : "div", "", news.url ? "" : "line");
  if (news.url) box.href = news.url;
  const time = element("time", clock(news.at));
  time.dateTime = news.at;
  const said = element("span");
  said.append(element("b", worded(news.title)), element("span", worded(news.note), "small"));
  box.append(time, said);
  item.append(box);
  return item;
}

/** Show one piece of news, unless it is there already. */
export function showNews(news) {
  const list = document.querySelector(`[data-news="${news.arrival ? "arriving" : "happened"}"]`);
  if (!list || list.querySelector(`[data-id="${CSS.escape(news.id)}"]`)) return;
  const later = [...list.children].find((each) => each.querySelector("time").dateTime <= news.at);
  list.insertBefore(line(news), later || null);
  while (list.children.length > Number(list.dataset.most)) list.lastElementChild.remove();
  tidy(list);
}

function tidy(list) {
  for (const each of [...list.children]) {
    if (Date.now() - Date.parse(each.querySelector("time").dateTime) > HOUR) each.remove();
  }
  list.parentElement.querySelector(".nothing").hidden = list.children.length > 0;
}

setInterval(() => document.querySelectorAll("[data-news]").forEach(tidy), 60_000);
