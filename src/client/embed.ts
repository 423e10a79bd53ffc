// In a frame on another site: tells the page around it how tall the content is, whenever that changes, so that the
// frame can follow. A number and nothing else; whoever frames us may know it, so it is for anybody.

const html = document.documentElement

function tellHeight() {
  parent.postMessage({ type: 'countersign:height', height: html.offsetHeight }, '*')
}

if (parent !== window) new ResizeObserver(tellHeight).observe(html)
