// What programs put on the clipboard as text/html, shortened.

/** Microsoft Word 365 on Windows: lists are paragraphs, and their markers are text. */
export const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0cm; mso-style-name:"Normal"} @page WordSection1 {} --></style>
<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment-->
<h1 style='margin-top:12.0pt'><span lang=EN-US>What&nbsp;we
ask<o:p></o:p></span></h1>
<p class=MsoNormal><b><span style='color:red'>We write</span></b> to <a href="https://example.org/law?a=1&amp;b=(2)"><span
style='mso-bidi-font-weight:bold'>the law</span></a> of 2025*.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Let
people return</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>with papers</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>First</p>
<p class=MsoNormal>1. Not a list<br>on two lines</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>A cell</p></td></tr></table>
<!--EndFragment--></body></html>`

/** Google Docs: everything is in one bold element that is not bold. */
export const fromGoogleDocs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h2 dir="ltr"><span>Background</span></h2><p dir="ltr"><span>Some </span><span style="font-weight:700">words</span></p><br />
<ul><li dir="ltr" aria-level="1"><p dir="ltr"><span>One</span></p></li><ul><li aria-level="2"><p><span>Deeper</span></p></li></ul>
<li dir="ltr"><p dir="ltr"><a href="https://example.org/two"><span>Two</span></a></p></li></ul></b>`

/** LibreOffice Writer. */
export const fromLibreOffice = `<!DOCTYPE html><html><head><title></title><style type="text/css">p { line-height: 115% }</style></head>
<body lang="en-GB" dir="ltr"><h3 class="western">Next</h3><p align="justify"><font face="Liberation Serif">Text</font></p>
<ol start="3"><li><p>Third</p></li><li><p>Fourth</p></li></ol></body></html>`

/** Words of which a part is formatted by itself. */
export const inParts = `<h1>Op<span>en</span> letter</h1><p>To the Presi<b>dent</b>: “<i>stop</i>”, see
<a href="https://x.org">a</a>, b</p><ul><li><p>Прэзідэнт<span>а</span>м</p><p>two</p></li></ul>`

/** What somebody would have a person paste. */
export const hostile = `<h1 onclick="alert(1)">Title<script>alert(1)</script></h1><img src="https://evil.example/p.png" onerror="alert(1)">
<p><a href="javascript:alert(1)">a</a> <a href="data:text/html,x">b</a> <a href="https://e.org/) [x](javascript:alert(1)">c</a></p>
<iframe src="https://evil.example"></iframe><style>body{display:none}</style><svg onload="alert(1)"><text>svg</text></svg>
<p>&lt;script&gt;alert(1)&lt;/script&gt; [d](javascript:alert(1)) # e</p><p># f</p><link rel="stylesheet" href="https://evil.example/x.css">`
