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

/** Longer than the link lasts and storage may take to begin. */
const KEEP_MS = 120_000;
/** A blocked frame says so a moment before or after it has loaded. */
const SETTLE_MS = 50;

/**
 * Has the browser fetch a link by itself, and leaves the page where it is. One
 * frame for each: of two links that the page itself follows at once, the
 * second would cancel the first.
 *
 * @param onFailed - called where something else came than a download: a frame
 * loads nothing for a file that is saved.
 */
export function openDownload(url: string, onFailed: () => void): void {
  const { origin } = new URL(url, window.location.href);
  const frame = document.createElement('iframe');
  let isBlocked = false;
  const onViolation = (event: SecurityPolicyViolationEvent) => {
    isBlocked ||=
      event.effectiveDirective === 'frame-src' &&
      event.blockedURI.startsWith(origin);
  };
  const close = () => {
    document.removeEventListener('securitypolicyviolation', onViolation);
    frame.remove();
  };
  document.addEventListener('securitypolicyviolation', onViolation);
  frame.addEventListener('load', () => {
    setTimeout(() => {
      close();
      if (isBlocked) {
        followLink(url);
      } else {
        onFailed();
      }
    }, SETTLE_MS);
  });
  setTimeout(close, KEEP_MS);
  frame.hidden = true;
  frame.referrerPolicy = 'no-referrer';
  frame.src = url;
  document.body.append(frame);
}

/** Where the policy of the portal lets it have no frame of another origin. */
function followLink(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.rel = 'noreferrer';
  link.click();
}
