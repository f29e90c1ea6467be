import { describe, expect, it, vi } from 'vitest';
import { TitleInput } from './TitleInput.tsx';

/** The input's own handlers: a title keeps no state beside what is typed. */
function typing() {
  const onRename = vi.fn();
  const title = TitleInput({ label: 'Name of the scenario', name: 'Spring', onRename });
  const { onBlur, onKeyDown } = (title.props as { children: { props: React.ComponentProps<'input'> } })
    .children.props;
  const field = { value: 'Spring', blur: () => onBlur?.({ currentTarget: field } as never) };
  return {
    field,
    onRename,
    leave: () => field.blur(),
    press: (key: string) => onKeyDown?.({ key, currentTarget: field } as never),
  };
}

describe('TitleInput', () => {
  it('renames when it is left, without the blanks around', () => {
    const { field, onRename, leave } = typing();
    field.value = '  Autumn ';
    leave();
    expect(onRename.mock.calls).toEqual([['Autumn']]);
  });
  it('renames by Enter', () => {
    const { field, onRename, press } = typing();
    field.value = 'Autumn';
    press('Enter');
    expect(onRename.mock.calls).toEqual([['Autumn']]);
  });
  it('takes back what was typed by Escape', () => {
    const { field, onRename, press } = typing();
    field.value = 'Autumn';
    press('Escape');
    expect(field.value).toBe('Spring');
    expect(onRename).not.toHaveBeenCalled();
  });
  it('falls back to what it was when nothing is left', () => {
    const { field, onRename, leave } = typing();
    field.value = '   ';
    leave();
    expect(field.value).toBe('Spring');
    expect(onRename).not.toHaveBeenCalled();
  });
  it('does nothing when the name is the same', () => {
    const { onRename, leave } = typing();
    leave();
    expect(onRename).not.toHaveBeenCalled();
  });
});
