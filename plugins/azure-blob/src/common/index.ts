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

export * from './CodeBlock';
export * from './FrontNotice';
export * from './KeysDialog';
export * from './ListPanel';
export * from './LocationSelect';
export * from './Notice';
export * from './RelativeTime';
export * from './TabDialog';
export * from './TabRoot';
export * from './TabSkeleton';
export * from './format';
export * from './isTyping';
export * from './observeRect';
export * from './useCopy';
export * from './useKey';
export * from './useNotify';
export * from './usePages';
export * from './useRequest';
export * from './useSlashField';
export * from './useStored';
export * from './useUrlState';
