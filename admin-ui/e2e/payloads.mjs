// Words of strangers that would run, or show as markup, where they are not taken as words.
import { createSocket } from 'node:dgram';
import { randomUUID } from 'node:crypto';

const RUN = 'globalThis.strangerRan=1';
export const PAYLOADS = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<img src=x onerror=${RUN}>`,
  `"><img src=x onerror=${RUN}>`,
  `'><img src=x onerror='${RUN}'>`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x>`,
  `<body onload=${RUN}>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<a href="javascript:${RUN}">here</a>`,
  `javascript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `<input autofocus onfocus=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`,
  `<audio src=x onerror=${RUN}>`,
  `<object data="javascript:${RUN}">`,
  `<embed src="javascript:${RUN}">`,
  `<form action="javascript:${RUN}"><button>go</button></form>`,
  `<style>@import 'javascript:${RUN}';</style>`,
  `<div style="background:url(javascript:${RUN})">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}">`,
  `<base href="https://example.invalid/">`,
  `<link rel=stylesheet href="https://example.invalid/x.css">`,
  `<math><mtext><img src=x onerror=${RUN}></mtext></math>`,
  `<template><script>${RUN}</script></template>`,
  `<noscript><img src=x onerror=${RUN}></noscript>`,
  `--><img src=x onerror=${RUN}>`,
  `]]><script>${RUN}</script>`,
  `{{constructor.constructor('${RUN}')()}}`,
  '${' + RUN + '}',
  `#{${RUN}}`,
  `\`;${RUN}//`,
  `';${RUN};'`,
  `";${RUN};"`,
  `'; DROP TABLE calls; --`,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `%3Cscript%3E${RUN}%3C/script%3E`,
];

/** Rings a number that does not exist, with the words as display name and as user agent. */
export async function ring(port, words) {
  const socket = createSocket('udp4');
  await new Promise((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const own = `127.0.0.1:${socket.address().port}`;
  const quoted = words.replace(/["\\]/g, '\\$&');
  const lines = [
    `INVITE sip:nobody-is-here@127.0.0.1:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own};branch=z9hG4bK${randomUUID()};rport`,
    'Max-Forwards: 70',
    `From: "${quoted}" <sip:stranger@${own}>;tag=${randomUUID()}`,
    `To: <sip:nobody-is-here@127.0.0.1:${port}>`,
    `Call-ID: ${randomUUID()}`,
    'CSeq: 1 INVITE',
    `Contact: <sip:stranger@${own}>`,
    `User-Agent: ${words}`,
    'Content-Length: 0',
    '',
    '',
  ];
  const answered = new Promise((resolve) => {
    socket.on('message', (message) => /^SIP\/2\.0 [2-6]/.test(message.toString()) && resolve(undefined));
    setTimeout(resolve, 2_000);
  });
  socket.send(lines.join('\r\n'), port, '127.0.0.1');
  await answered;
  socket.close();
}
