// Reads one JSON string a line, answers with the tree that discord-markdown-parser makes of it.
const { parse } = require('discord-markdown-parser');
const lines = require('readline').createInterface({ input: process.stdin });
lines.on('line', (line) => console.log(JSON.stringify(parse(JSON.parse(line), 'extended'))));
