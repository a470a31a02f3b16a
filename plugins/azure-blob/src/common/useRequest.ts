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

import { useCallback, useEffect, useState } from 'react';

/** How a request stands. */
export interface RequestState<T> {
  value?: T;
  error?: unknown;
  isPending: boolean;
  /** Sends it again; what is shown stays until the answer is there. */
  retry(): void;
}

/**
 * Sends a request and aborts it when it is no longer of interest.
 *
 * @param send - has to stay the same function as long as it asks for the same
 */
export function useRequest<T>(
  send: (signal: AbortSignal) => Promise<T>,
): RequestState<T> {
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{
    send: typeof send;
    attempt: number;
    value?: T;
    error?: unknown;
  }>();

  useEffect(() => {
    const controller = new AbortController();
    const settle = (result: { value: T } | { error: unknown }) => {
      if (!controller.signal.aborted) {
        setState({ send, attempt, ...result });
      }
    };
    send(controller.signal).then(
      value => settle({ value }),
      error => settle({ error }),
    );
    return () => controller.abort();
  }, [send, attempt]);

  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const isCurrent = state?.send === send;
  return {
    value: isCurrent ? state.value : undefined,
    error: isCurrent ? state.error : undefined,
    isPending: !isCurrent || state.attempt !== attempt,
    retry,
  };
}
