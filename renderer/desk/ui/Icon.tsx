import type { LucideIcon } from 'lucide-react';

/** A lucide icon in the desk's weight: 1.75 px, 2 px from 14 px down. Never carries meaning alone, so it is hidden from readers. */
export function Icon({ icon: Glyph, size = 16, className }: { readonly icon: LucideIcon; readonly size?: number; readonly className?: string | undefined }) {
  return <Glyph aria-hidden focusable={false} size={size} strokeWidth={size <= 14 ? 2 : 1.75} {...(className === undefined ? {} : { className })} />;
}
