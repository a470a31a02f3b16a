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

import { SaxesParser } from 'saxes';
import { PreviewFault, Sliced } from '../open';

const PIECE = 16_384;
/** Deeper than any report, and shallow enough for those who read it. */
const MAX_DEPTH = 200;

/** An element as it begins; names are without their prefix. */
export interface XmlElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
}

/** Told of a document in its order. */
export interface XmlVisitor {
  open?(element: XmlElement): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads an XML document.
 *
 * @remarks
 * Entities that a document declares are never expanded, and nothing that it
 * refers to is fetched. A document type may be named, as coverage tools do; one
 * that declares anything is refused.
 */
export function* parseXml(text: string, visitor: XmlVisitor): Sliced<void> {
  const parser = new SaxesParser({});
  let depth = 0;
  parser.on('error', error => {
    throw new PreviewFault('corrupt', error.message);
  });
  parser.on('doctype', doctype => {
    if (/[[<]|!ENTITY/i.test(doctype)) {
      throw new PreviewFault('unsafe', 'The document type declares something');
    }
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > MAX_DEPTH) {
      throw new PreviewFault('tooLarge', 'The document is too deep');
    }
    visitor.open?.({
      name: localName(name),
      attributes: new Map(
        Object.entries(attributes).map(([key, value]) => [
          localName(key),
          value,
        ]),
      ),
    });
  });
  parser.on('text', piece => visitor.text?.(piece));
  parser.on('cdata', piece => visitor.text?.(piece));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    visitor.close?.(localName(name));
  });
  for (let at = 0; at < text.length; at += PIECE) {
    parser.write(text.slice(at, at + PIECE));
    yield;
  }
  parser.close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
