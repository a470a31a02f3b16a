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

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { LogEnd } from './useLogEnd';

/** Whether what is written to a log is brought into sight. */
export interface LogFollow {
  isFollowing: boolean;
  /** Lines that were written since it let go. */
  newLines: number;
  setFollowing(isFollowing: boolean): void;
  /** Has to be told where somebody has moved to. */
  onUserMove(top: number): void;
}

/** Follows the end of a log, lets go when one scrolls up, and takes up again. */
export function useLogFollow(options: {
  end: LogEnd;
  lines: number;
  isLive: boolean;
  startsAtEnd: boolean;
}): LogFollow {
  const { end, lines, isLive } = options;
  const { goToEnd, isAtEnd } = end;
  const [isOn, setOn] = useState(options.startsAtEnd);
  const [seen, setSeen] = useState(lines);
  const isFollowing = isOn && isLive;
  const latest = useRef({ lines, isOn });
  latest.current = { lines, isOn };

  const setFollowing = useCallback(
    (next: boolean) => {
      setOn(next);
      setSeen(latest.current.lines);
      if (next) {
        goToEnd();
      }
    },
    [goToEnd],
  );

  const onUserMove = useCallback(
    (top: number) => {
      const isThere = isAtEnd(top);
      if (isThere !== latest.current.isOn) {
        setOn(isThere);
        setSeen(latest.current.lines);
      }
    },
    [isAtEnd],
  );

  const wasLive = useRef(isLive);
  useLayoutEffect(() => {
    // The last lines may come together with the end of the log.
    if (isOn && (isLive || wasLive.current)) {
      goToEnd();
    }
    wasLive.current = isLive;
  }, [isOn, isLive, lines, goToEnd]);

  return {
    isFollowing,
    newLines: isLive && !isFollowing ? Math.max(0, lines - seen) : 0,
    setFollowing,
    onUserMove,
  };
}
