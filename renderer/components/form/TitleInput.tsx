interface TitleInputProps {
  /** Said to screen readers: `Name of the scenario`. */
  readonly label: string;
  readonly name: string;
  readonly onRename: (name: string) => void;
}

/**
 * The name of what is edited, typed where it stands as the screen's title. Enter or leaving it renames, Escape takes back what
 * was typed; an empty name falls back to what it was.
 */
export function TitleInput({ label, name, onRename }: TitleInputProps) {
  return (
    <h1 className="editor-name">
      <input
        key={name}
        aria-label={label}
        defaultValue={name}
        maxLength={200}
        size={Math.max(8, Math.min(44, name.length))}
        onBlur={(event) => {
          const typed = event.currentTarget.value.trim();
          if (typed === '') event.currentTarget.value = name;
          else if (typed !== name) onRename(typed);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.value = name;
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
      />
    </h1>
  );
}
