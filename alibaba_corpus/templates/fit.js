// Fit the picture to what is drawn, unless it was only moved; then show the names that do not cover another.
const {x_range: across, y_range: up, inner_width: width, inner_height: height} = picture
const {x, y, width: wide, height: high, style} = nodes.data
const drawn = filters.nodes.indices
const moved = cb_obj === across || cb_obj === up || cb_data?.still === true
if (!moved && drawn.length > 0 && width > 0 && height > 0) {
  const left = Math.min(...drawn.map((place) => x[place] - wide[place] / 2))
  const right = Math.max(...drawn.map((place) => x[place] + wide[place] / 2))
  const low = Math.min(...drawn.map((place) => y[place] - high[place] / 2))
  const top = Math.max(...drawn.map((place) => y[place] + high[place] / 2))
  // a margin around, and small graphs not blown up
  const scale = Math.max((right - left) / (width - 24), (top - low) / (height - 24), 0.6)
  across.setv({start: (left + right - width * scale) / 2, end: (left + right + width * scale) / 2})
  up.setv({start: (low + top - height * scale) / 2, end: (low + top + height * scale) / 2})
}
const scale = (across.end - across.start) / Math.max(width, 1)
const order = new Map(drawn.map((place, rank) => [place, style[place] === "bold" ? -1 : rank]))
const shown = []
for (const place of [...drawn].sort((a, b) => order.get(a) - order.get(b))) {
  const covers = shown.some((other) =>
    Math.abs(x[place] - x[other]) / scale < (wide[place] + wide[other]) / 2
    && Math.abs(y[place] - y[other]) / scale < (high[place] + high[other]) / 2)
  if (!covers) shown.push(place)
}
filters.labels.indices = shown.sort((a, b) => a - b)
