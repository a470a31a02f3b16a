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

import { FormEvent, useState } from 'react';
import {
  Button,
  DialogBody,
  DialogFooter,
  Radio,
  RadioGroup,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { azureBlobApiRef } from '../api';
import { useNotify } from '../common';
import { ProblemLine } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { describeTarget } from './describeTarget';
import {
  endOf,
  LOCK_HOURS,
  LockDuration,
  LockTargetType,
  parseTarget,
} from './parseLock';
import styles from './Admin.module.css';

const TYPES: LockTargetType[] = ['user', 'entity', 'location'];
const DURATIONS = Object.keys(LOCK_HOURS) as LockDuration[];

/** What to lock, why and for how long. */
export function LockForm({ onCreated }: { onCreated(): void }) {
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const notify = useNotify();
  const [type, setType] = useState<LockTargetType>('user');
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState<LockDuration>('forever');
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>();
  const target = parseTarget(type, name);
  const hasReason = reason.trim() !== '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    if (!target || !hasReason || isPending) {
      return;
    }
    setPending(true);
    try {
      const expiresAt = endOf(duration);
      await api.createLock({ target, reason: reason.trim(), expiresAt });
      notify({
        title: t('admin.locks.create.created', {
          target: describeTarget(target),
        }),
        status: 'success',
      });
      onCreated();
    } catch (failure) {
      setError(failure);
      setPending(false);
    }
  };

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <div className={styles.form}>
          <RadioGroup
            label={t('admin.locks.create.what')}
            orientation="horizontal"
            value={type}
            onChange={value =>
              setType(TYPES.find(known => known === value) ?? 'user')
            }
          >
            {TYPES.map(known => (
              <Radio key={known} value={known}>
                {t(`admin.locks.type.${known}`)}
              </Radio>
            ))}
          </RadioGroup>
          <TextField
            label={t(`admin.locks.create.target.${type}`)}
            description={
              isTried && !target
                ? t(`admin.locks.create.invalid.${type}`)
                : t(`admin.locks.create.hint.${type}`)
            }
            isRequired
            isInvalid={isTried && !target}
            value={name}
            onChange={setName}
          />
          <TextAreaField
            label={t('admin.locks.create.reason')}
            description={
              isTried && !hasReason
                ? t('admin.locks.create.noReason')
                : t('admin.locks.create.reasonHint')
            }
            isRequired
            isInvalid={isTried && !hasReason}
            value={reason}
            onChange={setReason}
          />
          <Select
            label={t('admin.locks.create.until')}
            options={DURATIONS.map(known => ({
              value: known,
              label: t(`admin.locks.create.durations.${known}`),
            }))}
            selectedKey={duration}
            onSelectionChange={key =>
              setDuration(DURATIONS.find(known => known === key) ?? 'forever')
            }
          />
          {error !== undefined && <ProblemLine error={error} isAdviceShown />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          {t('admin.locks.cancel')}
        </Button>
        <Button type="submit" isPending={isPending}>
          {t('admin.locks.create.submit')}
        </Button>
      </DialogFooter>
    </form>
  );
}
