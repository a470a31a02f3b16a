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
  ButtonIcon,
  ToggleButton,
  Tooltip,
  TooltipTrigger,
} from '@backstage/ui';

/** Props of {@link ToolButton}. */
export interface ToolButtonProps {
  label: string;
  icon: JSX.Element;
  isDisabled?: boolean;
  onPress(): void;
}

/** A button of a toolbar, which says what it does when it is pointed at. */
export function ToolButton(props: ToolButtonProps) {
  return (
    <TooltipTrigger>
      <ButtonIcon
        size="small"
        variant="secondary"
        icon={props.icon}
        aria-label={props.label}
        isDisabled={props.isDisabled}
        onPress={props.onPress}
      />
      <Tooltip>{props.label}</Tooltip>
    </TooltipTrigger>
  );
}

/** Props of {@link ToolToggle}. */
export interface ToolToggleProps {
  label: string;
  icon: JSX.Element;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

/** A switch of a toolbar. */
export function ToolToggle(props: ToolToggleProps) {
  return (
    <TooltipTrigger>
      <ToggleButton
        size="small"
        iconStart={props.icon}
        aria-label={props.label}
        isSelected={props.isOn}
        onChange={props.onChange}
      />
      <Tooltip>{props.label}</Tooltip>
    </TooltipTrigger>
  );
}
