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

import { useCallback } from 'react';
import { alertApiRef, useApi, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { Notification, useFrontNotices } from './FrontNotice';

/**
 * Shows a toast, or an alert in the legacy frontend system, which has none; or
 * whatever is in front of those.
 */
export function useNotify(): (notification: Notification) => void {
  const toastApi = useApiHolder().get(toastApiRef);
  const alertApi = useApi(alertApiRef);
  const front = useFrontNotices();

  return useCallback(
    ({ title, description, status }) => {
      if (front?.post({ title, description, status })) {
        return;
      }
      if (toastApi) {
        const timeout = status === 'success' ? 4000 : 10_000;
        toastApi.post({ title, description, status, timeout });
      } else {
        alertApi.post({
          message: [title, description].filter(Boolean).join(' '),
          severity: status === 'success' ? 'success' : 'error',
          display: 'transient',
        });
      }
    },
    [toastApi, alertApi, front],
  );
}
