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

import {
  createContext,
  ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import styles from './FrontNotice.module.css';

/** A short message that goes away by itself. */
export interface Notification {
  title: string;
  description?: string;
  status: 'success' | 'danger';
}

/** Where messages go while something covers those of the portal. */
class FrontNotices {
  readonly #listeners = new Set<() => void>();
  #shown: Notification | undefined;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getSnapshot = () => this.#shown;

  /** @returns whether anybody shows it */
  post(notification: Notification): boolean {
    if (this.#listeners.size === 0) {
      return false;
    }
    this.show({ ...notification });
    return true;
  }

  show(notification: Notification | undefined): void {
    this.#shown = notification;
    this.#listeners.forEach(listener => listener());
  }
}

const FrontContext = createContext<FrontNotices | undefined>(undefined);

/** Lets messages from within be shown by a {@link FrontNotice} within. */
export function FrontNoticeProvider({ children }: { children: ReactNode }) {
  const [notices] = useState(() => new FrontNotices());
  return (
    <FrontContext.Provider value={notices}>{children}</FrontContext.Provider>
  );
}

/** Messages are shown here, if there is anything that does. */
export function useFrontNotices() {
  return useContext(FrontContext);
}

/**
 * Shows messages as long as it is there. It belongs into an element of the top
 * layer, as those of the portal would be behind that.
 */
export function FrontNotice() {
  const notices = useContext(FrontContext);
  return notices ? <ShownNotice notices={notices} /> : null;
}

function ShownNotice({ notices }: { notices: FrontNotices }) {
  const shown = useSyncExternalStore(notices.subscribe, notices.getSnapshot);

  useEffect(() => {
    const timer = setTimeout(
      () => notices.show(undefined),
      shown?.status === 'danger' ? 10_000 : 4000,
    );
    return () => clearTimeout(timer);
  }, [notices, shown]);
  useEffect(() => () => notices.show(undefined), [notices]);

  // Both are there before anything is said, or it would not be read out.
  return (
    <div className={styles.stage}>
      {(['success', 'danger'] as const).map(status => (
        <div key={status} role={status === 'danger' ? 'alert' : 'status'}>
          {shown?.status === status && (
            <p className={styles.notice} data-status={status}>
              <strong>{shown.title}</strong> {shown.description}
            </p>
          )}
        </div>
      ))}
    </div>
  );
}
