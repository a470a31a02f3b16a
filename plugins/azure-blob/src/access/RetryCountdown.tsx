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

import { useEffect, useState } from 'react';
import { Button, VisuallyHidden } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link RetryCountdown}. */
export interface RetryCountdownProps {
  seconds: number;
  onRetry(): void;
}

/** Lets somebody try again once the time is up. */
export function RetryCountdown({ seconds, onRetry }: RetryCountdownProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [end] = useState(() => Date.now() + seconds * 1000);
  const [left, setLeft] = useState(Math.ceil(seconds));

  useEffect(() => {
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) {
        clearInterval(timer);
      }
    }, 250);
    return () => clearInterval(timer);
  }, [end]);

  return (
    <>
      <Button
        size="medium"
        variant="secondary"
        isDisabled={left > 0}
        onPress={onRetry}
      >
        {left > 0
          ? t('access.retryIn', { seconds: String(left) })
          : t('access.retry')}
      </Button>
      {/* Not the seconds: nobody wants to hear each of them. */}
      <VisuallyHidden role="status">
        {left === 0 && t('access.retryNow')}
      </VisuallyHidden>
    </>
  );
}
