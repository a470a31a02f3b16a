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

import { useState } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Text,
} from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { useNotify } from '../common';
import { describeProblem, useExplainProblem } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { describeTarget } from './describeTarget';
import styles from './Admin.module.css';

/** Props of {@link EndLock}. */
export interface EndLockProps {
  lock: AzureBlobLock;
  onEnded(): void;
}

/** Ends a lock, once that has been confirmed. */
export function EndLock({ lock, onEnded }: EndLockProps) {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const explain = useExplainProblem();
  const notify = useNotify();
  const [isOpen, setOpen] = useState(false);
  const [isPending, setPending] = useState(false);
  const target = describeTarget(lock.target);

  const end = async () => {
    setPending(true);
    try {
      await api.deleteLock({ id: lock.id });
      notify({
        title: t('admin.locks.ended', { target }),
        status: 'success',
      });
      onEnded();
    } catch (error) {
      const { title, advice } = explain(describeProblem(error));
      notify({
        title: t('admin.locks.notEnded', { target }),
        description: `${title} ${advice}`,
        status: 'danger',
      });
    } finally {
      setPending(false);
      setOpen(false);
    }
  };

  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button
        size="medium"
        variant="secondary"
        aria-label={t('admin.locks.endOf', { target })}
      >
        {t('admin.locks.end')}
      </Button>
      <Dialog className={styles.dialog}>
        <DialogHeader>{t('admin.locks.confirm.title')}</DialogHeader>
        <DialogBody>
          <Text as="p" style={{ margin: 0 }}>
            {t('admin.locks.confirm.text', { target })}
          </Text>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" slot="close">
            {t('admin.locks.cancel')}
          </Button>
          <Button isPending={isPending} onPress={end}>
            {t('admin.locks.confirm.end')}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
