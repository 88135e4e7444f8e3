// Put the parts of the dashboard into their places on the page.
const data = JSON.parse(document.getElementById("data").textContent)
Bokeh.embed.embed_items({report: data.document}, [{docid: "report", roots: data.roots, root_ids: data.root_ids}])
