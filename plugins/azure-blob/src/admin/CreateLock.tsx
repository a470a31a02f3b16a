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
import { RiLockLine } from '@remixicon/react';
import { Button, Dialog, DialogHeader, DialogTrigger } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobTranslationRef } from '../translation';
import { LockForm } from './LockForm';
import styles from './Admin.module.css';

/** Opens the form for a new lock. */
export function CreateLock({ onCreated }: { onCreated(): void }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button size="medium" variant="secondary" iconStart={<RiLockLine />}>
        {t('admin.locks.create.button')}
      </Button>
      <Dialog className={styles.dialog} width={480}>
        <DialogHeader>{t('admin.locks.create.title')}</DialogHeader>
        <LockForm
          onCreated={() => {
            setOpen(false);
            onCreated();
          }}
        />
      </Dialog>
    </DialogTrigger>
  );
}
