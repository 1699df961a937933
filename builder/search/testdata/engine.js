'use strict';

// Gives the engine, put together from its files as Build does.

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const parts = ['tokens', 'mark', 'files', 'dictionary', 'rank', 'reader', 'find', 'engine'].map((name) => fs.readFileSync(path.join(__dirname, '../engine', name + '.js'), 'utf8'));
vm.runInThisContext('(function () {\n"use strict";\n' + parts.join('') + '})();');
module.exports = globalThis.winnowSearch;
