import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/desk.ts';
import { Icon } from '../../ui/Icon.tsx';
import { productIcons } from './product-icon.ts';
import styles from './ProductList.module.css';

type Product = CustomerView['products'][number];

/** Products in use, the faulty one tinted: evidence where the eye is. */
export function ProductList({ products, faultyId }: { readonly products: readonly Product[]; readonly faultyId: string | null }) {
  const { t } = useTranslation('contact');
  if (products.length === 0) return <p className={styles['none']}>{t('products.none')}</p>;
  return (
    <ul className={styles['list']}>
      {products.map((product) => (
        <li key={product.id} className={styles['row']} data-faulty={product.id === faultyId}>
          <Icon icon={productIcons[product.kind]} size={16} className={styles['icon']} />
          <div className={styles['words']}>
            <p className="wh-cut">{product.name}</p>
            <p className={styles['small']}>{product.maskedNumber}</p>
          </div>
          <span className={styles['state']} data-bad={product.status !== 'active'}>
            {product.id === faultyId ? t('products.thisFault') : product.status === 'active' ? t('products.normal') : t(`products.${product.status}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}
