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

import { fireEvent } from '@testing-library/react';
import { openDownload } from './openDownload';

const URL = 'https://contosobuilds.example/artifacts/a.txt?sig=x';

function reportViolation(blockedURI: string, effectiveDirective: string) {
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      blockedURI,
      effectiveDirective,
    }),
  );
}

describe('openDownload', () => {
  const onFailed = jest.fn();
  let followed: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    onFailed.mockReset();
    followed = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        followed.push(this.href);
      });
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    document.body.replaceChildren();
  });

  const open = () => {
    openDownload(URL, onFailed);
    return document.body.lastElementChild as HTMLIFrameElement;
  };

  it('should give each link a frame of its own, for as long as it may take', () => {
    const frames = [open(), open()];
    expect(frames[0]).not.toBe(frames[1]);
    for (const frame of frames) {
      expect(frame).toMatchObject({ src: URL, hidden: true });
      expect(frame.referrerPolicy).toBe('no-referrer');
    }
    jest.advanceTimersByTime(100_000);
    expect(document.querySelectorAll('iframe')).toHaveLength(2);
    jest.advanceTimersByTime(100_000);
    expect(document.querySelectorAll('iframe')).toHaveLength(0);
    expect(onFailed).not.toHaveBeenCalled();
  });

  it('should tell where something else came, and leave nothing behind', () => {
    fireEvent.load(open());
    reportViolation('https://elsewhere.example', 'frame-src');
    reportViolation('https://contosobuilds.example', 'img-src');
    jest.advanceTimersByTime(100);
    expect(onFailed).toHaveBeenCalledTimes(1);
    expect(followed).toEqual([]);
    expect(document.querySelector('iframe')).toBeNull();
  });

  it('should follow the link itself where the page may have no such frame', () => {
    fireEvent.load(open());
    reportViolation('https://contosobuilds.example', 'frame-src');
    jest.advanceTimersByTime(100);
    expect(followed).toEqual([URL]);
    expect(onFailed).not.toHaveBeenCalled();
  });
});
