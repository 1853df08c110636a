import styles from './SignInPage.module.css';

/** Rings of a call going out, solid and dotted in turn. Radii in px from the lower right corner of the panel. */
const solid = [74, 189, 304, 419, 534, 649, 764, 880];
const dotted = [112, 150, 228, 266, 342, 382, 458, 496, 572, 612, 688];

export function Art() {
  return (
    <svg className={styles['rings']} aria-hidden focusable={false}>
      <g transform="translate(-18 0)">
        {solid.map((radius, index) => <circle key={radius} cx="100%" cy="100%" r={radius} opacity={0.26 - index * 0.018} />)}
        {dotted.map((radius, index) => <circle key={radius} cx="100%" cy="100%" r={radius} strokeDasharray="2 10" opacity={0.3 - index * 0.014} />)}
      </g>
    </svg>
  );
}
