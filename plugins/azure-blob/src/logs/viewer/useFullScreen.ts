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

import { RefObject, useCallback, useLayoutEffect, useState } from 'react';

/**
 * Lets an element fill the window. It goes to the top layer, where nothing of
 * the portal clips or covers it, and stays in its place of the document.
 */
export function useFullScreen(element: RefObject<HTMLElement>) {
  const [isFull, setFull] = useState(false);

  useLayoutEffect(() => {
    const { current } = element;
    if (!isFull || !current || typeof current.showPopover !== 'function') {
      return undefined;
    }
    current.setAttribute('popover', 'manual');
    current.showPopover();
    return () => {
      current.hidePopover();
      current.removeAttribute('popover');
    };
  }, [element, isFull]);

  const getContainer = useCallback(
    () => (isFull ? element.current : null) ?? document.body,
    [element, isFull],
  );
  return { isFull, setFull, getContainer };
}
