/** Where the timeline has no room, it shows today first. */
const chart = document.querySelector(".chart");
const names = chart?.querySelector(".names").clientWidth;
const today = chart?.querySelector(".today")?.getBoundingClientRect();
if (today) chart.scrollLeft += today.left - chart.getBoundingClientRect().left - (chart.clientWidth + names) / 2;
