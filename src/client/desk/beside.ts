// The list beside a request opens where that one stands, also where the style sheet's word for it is not known.

const list = document.querySelector('.desk-beside')
const current = list?.querySelector('[aria-current]')
if (list && current) {
  const { top, height } = current.getBoundingClientRect()
  list.scrollTop += top - list.getBoundingClientRect().top - (list.clientHeight - height) / 2
}
