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

import { useEffect, useRef, useState } from 'react';
import { RiArrowRightLine, RiFilterOffLine } from '@remixicon/react';
import { Button, Link, SearchField, Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UrlState, useSlashField } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { DateFilter } from './DateFilter';
import { latestSuccessful, mainBranch } from './latestRun';
import { NO_FILTER, RUN_STATUSES } from './runFilter';
import styles from './RunFilterBar.module.css';

const TYPING_MS = 300;
const ANY = '';

/** Props of {@link RunFilterBar}. */
export interface RunFilterBarProps {
  url: UrlState;
  location: string;
  /** Of all runs, most recent first. */
  branches: string[];
  isFiltered: boolean;
}

/** Which runs to list, and the way to the latest good one. */
export function RunFilterBar(props: RunFilterBarProps) {
  const { url, location, branches, isFiltered } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const branch = url.get('branch') ?? ANY;
  const status = url.get('status') ?? ANY;
  const main = mainBranch(branches);
  const offered =
    branch === ANY || branches.includes(branch)
      ? branches
      : [branch, ...branches];

  return (
    <div
      className={styles.bar}
      role="search"
      aria-label={t('runs.filters.label')}
    >
      <Select
        className={styles.branch}
        aria-label={t('runs.filters.branch')}
        search={{ placeholder: t('runs.filters.branchSearch') }}
        options={[
          { value: ANY, label: t('runs.filters.anyBranch') },
          ...offered.map(name => ({ value: name, label: name })),
        ]}
        selectedKey={branch}
        onSelectionChange={key =>
          url.update({ branch: String(key) || undefined })
        }
      />
      <Select
        className={styles.status}
        aria-label={t('runs.filters.status')}
        options={[
          { value: ANY, label: t('runs.filters.anyStatus') },
          ...RUN_STATUSES.map(value => ({
            value,
            label: t(`artifacts.runs.status.${value}`),
          })),
        ]}
        selectedKey={RUN_STATUSES.find(known => known === status) ?? ANY}
        onSelectionChange={key =>
          url.update({ status: String(key) || undefined })
        }
      />
      <DateFilter url={url} />
      <TextFilter url={url} />
      {isFiltered && (
        <Button
          variant="tertiary"
          iconStart={<RiFilterOffLine />}
          onPress={() => url.update(NO_FILTER)}
        >
          {t('runs.filters.clear')}
        </Button>
      )}
      {main !== undefined && (
        <Link
          className={styles.latest}
          href={url.hrefWith(latestSuccessful(location, main))}
        >
          {t('runs.latest.link', { branch: main })}
          <RiArrowRightLine size={16} aria-hidden />
        </Link>
      )}
    </div>
  );
}

/** Asks for what is typed once the typing pauses. */
function TextFilter({ url }: { url: UrlState }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const input = useRef<HTMLInputElement>(null);
  const asked = url.get('text') ?? '';
  const [typed, setTyped] = useState(asked);
  const [seen, setSeen] = useState(asked);
  const { update } = url;
  const hasSlash = useSlashField(input);

  // Such as by going back, or by clearing the filters
  if (asked !== seen) {
    setSeen(asked);
    setTyped(asked);
  }

  useEffect(() => {
    if (typed === asked) {
      return undefined;
    }
    const timer = setTimeout(
      () => update({ text: typed || undefined }, { replace: true }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [typed, asked, update]);

  return (
    <SearchField
      ref={input}
      className={styles.text}
      size="small"
      aria-label={t('runs.filters.text')}
      placeholder={
        hasSlash ? t('runs.filters.textHint') : t('runs.filters.textPlain')
      }
      value={typed}
      onChange={setTyped}
    />
  );
}
