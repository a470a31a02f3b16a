/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

const linesPerPage = 58;
const lineLength = 92;

/** Sets a text in pages of A4, in a typeface that every reader has. */
export function createPdf(title: string, text: string): Buffer {
  const lines = text
    // The typeface has no more than these.
    .replace(/[^\n\x20-\x7e]/g, '')
    .split('\n')
    .flatMap(line => line.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? ['']);
  const pages: string[] = [];
  for (let at = 0; at < lines.length; at += linesPerPage) {
    pages.push(createPage(lines.slice(at, at + linesPerPage)));
  }
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R >>`,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>`,
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${
        5 + index * 2
      } 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    ]),
    `<< /Title (${escape(title)}) >>`,
  ];
  let file = '%PDF-1.4\n';
  const offsets: string[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(`${String(file.length).padStart(10, '0')} 00000 n \n`);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${count} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(`${file}${table}${trailer}`, 'latin1');
}

function createPage(lines: string[]): string {
  const shown = lines.map(line => `(${escape(line)}) '`);
  return `BT /F1 9 Tf 12 TL 50 800 Td\n${shown.join('\n')}\nET`;
}

function escape(text: string): string {
  return text.replace(/[\\()]/g, '\\$&');
}
