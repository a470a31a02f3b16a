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

import { memo } from 'react';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';
import { LogSearchBar } from '../search';
import { LogViewerQuery } from './LogViewerProps';
import { LogCommands } from './useLogCommands';
import { LogView } from './useLogView';

/** Props of {@link SearchBar}. */
export interface SearchBarProps {
  search: LogView['search'];
  query: LogViewerQuery | undefined;
  current: number;
  inputRef: LogCommands['searchInput'];
  onQuery(query: LogViewerQuery | undefined): void;
  onGo(line: number): void;
  onLeave(): void;
}

function SearchBarContent(props: SearchBarProps) {
  const { search, query, onQuery } = props;
  const filter = Boolean(query?.filter);
  return (
    <LogSearchBar
      search={search}
      query={query}
      inputRef={props.inputRef}
      current={props.current}
      onGo={props.onGo}
      filter={filter}
      onFilter={next =>
        query && onQuery({ ...query, filter: next || undefined })
      }
      onQuery={(next: AzureBlobLogQuery | undefined) =>
        onQuery(next && { ...next, filter: query?.filter })
      }
      onLeave={props.onLeave}
    />
  );
}

/** The search bar, which need not follow every move of the lines. */
export const SearchBar = memo(SearchBarContent);
