import styles from './Logo.module.css';

/** The mark: a voice in four strokes. `size` is the side of the square. */
export function Logo({ size = 24, on = 'surface' }: { readonly size?: number; readonly on?: 'surface' | 'live' }) {
  return (
    <svg className={styles['logo']} data-on={on} width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable={false}>
      <rect width="24" height="24" rx="6" />
      <path d="M7 10v4M10.3 6.5v11M13.7 9v6M17 10.5v3" />
    </svg>
  );
}
