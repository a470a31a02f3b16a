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

/** Elements that do more than show something, or load something to show. */
const REMOVED = [
  'animate',
  'animateMotion',
  'animateTransform',
  'applet',
  'audio',
  'base',
  'embed',
  'frame',
  'frameset',
  'iframe',
  'meta',
  'object',
  'portal',
  'script',
  'set',
  'source',
  'track',
  'video',
].join(',');

/** Attributes that lead somewhere. */
const LEADING = new Set([
  'action',
  'background',
  'formaction',
  'href',
  'imagesrcset',
  'ping',
  'poster',
  'src',
  'srcdoc',
  'srcset',
  'target',
  'xlink:href',
]);

/**
 * What the frame may do, beside what its sandbox forbids: nothing but show what
 * is in the document itself.
 */
export const REPORT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Something of a report that is a file of its own. */
export interface ReportResource {
  element: Element;
  kind: 'style' | 'image';
  href: string;
}

/** A report of which only what can be looked at is left. */
export interface SafeReport {
  document: Document;
  resources: ReportResource[];
  /** Where its links lead. */
  links: string[];
}

/**
 * Takes out of a report what leads away from it.
 *
 * @remarks
 * That nothing runs is up to the frame, whatever is left here. What the frame
 * cannot keep from happening is a click on a link in it; even one within the
 * page would open the portal there, as such a page has no address of its own.
 */
export function sanitizeReport(html: string): SafeReport {
  const document = new DOMParser().parseFromString(html, 'text/html');
  document.querySelectorAll(REMOVED).forEach(element => element.remove());

  const resources: ReportResource[] = [];
  const links: string[] = [];
  for (const element of document.querySelectorAll('*')) {
    const name = element.localName;
    const href = element.getAttribute('href') ?? '';
    const source = element.getAttribute('src') ?? '';
    const isFragment = /^#[\w-]*$/.test(href);
    for (const attribute of [...element.attributes]) {
      const key = attribute.name.toLowerCase();
      if (key.startsWith('on') || LEADING.has(key)) {
        element.removeAttribute(attribute.name);
      }
    }
    if (name === 'link') {
      if (/\bstylesheet\b/i.test(element.getAttribute('rel') ?? '')) {
        resources.push({ element, kind: 'style', href });
      } else {
        element.remove();
      }
    } else if (name === 'use' && isFragment) {
      element.setAttribute('href', href);
    } else if (name === 'a' && href !== '' && !isFragment) {
      links.push(href);
    } else if (name === 'img' && /^data:image\//i.test(source)) {
      element.setAttribute('src', source);
    } else if (name === 'img' && source !== '') {
      resources.push({ element, kind: 'image', href: source });
    }
  }
  return { document, resources, links };
}

/** The text of the document, with the policy before all of it. */
export function serializeReport(document: Document): string {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = REPORT_POLICY;
  const charset = document.createElement('meta');
  charset.setAttribute('charset', 'utf-8');
  document.head.prepend(policy, charset);
  return `<!doctype html>${document.documentElement.outerHTML}`;
}

/** A stylesheet in the document; it cannot end the element that it is in. */
export function createStyle(document: Document, css: string): Element {
  const style = document.createElement('style');
  style.textContent = css.replaceAll('</', '<\\/');
  return style;
}
