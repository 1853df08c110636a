import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { callerRelationSchema, serviceKindSchema, settlementSchema } from '#shared/domain/ticket.ts';
import type { Form } from './form.ts';
import { RecordField } from './RecordField.tsx';
import { ChoiceRow, Row, StaticRow } from './Row.tsx';
import styles from './sections.module.css';

const PRODUCT = 'product:';

/** Who calls, how to reach them, and which service where: step 核身. */
export function WhoSection({ form }: { readonly form: Form }) {
  const { t } = useTranslation(['intake', 'codes']);
  const { fault, customer, pop, edit } = form;
  return (
    <section className={styles['section']} data-step="verify">
      {customer === null
        ? <StaticRow label={t('field.customer')} value={<b>{t('chip.unidentified')}</b>} note={t('hint.later')} />
        : null}
      {pop === undefined ? null : <StaticRow label={t('field.callerNumber')} value={pop.maskedNumber ?? t('hint.withheld')} note={t('hint.auto')} />}
      <ChoiceRow
        form={form} field="callerRelation" value={fault.callerRelation} onChange={(callerRelation) => edit({ callerRelation })}
        segments={callerRelationSchema.options.map((value) => ({ value, label: t(`codes:relation.${value}`) }))}
      />
      <Row form={form} field="contactName">
        {(control) => (
          <RecordField
            control={control} name={t('field.contactName')} value={fault.contactName} placeholder={t('hint.contactName')} maxLength={60}
            record={customer === null ? null : { ref: 'customer:name', masked: customer.maskedName }} onChange={(contactName) => edit({ contactName })}
          />
        )}
      </Row>
      <Row form={form} field="contactNumber">
        {(control) => (
          <RecordField
            control={control} name={t('field.contactNumber')} value={fault.contactNumber} placeholder={t('hint.contactNumber')} maxLength={32} numeric
            record={pop?.maskedNumber == null ? null : { ref: 'caller', masked: pop.maskedNumber }} onChange={(contactNumber) => edit({ contactNumber })}
          />
        )}
      </Row>
      <ServiceRow form={form} />
      {fault.serviceNumber?.from === 'record' ? null : (
        <ChoiceRow
          form={form} field="serviceKind" value={fault.serviceKind} onChange={(serviceKind) => edit({ serviceKind })}
          segments={serviceKindSchema.options.map((value) => ({ value, label: t(`codes:serviceKind.${value}`) }))}
        />
      )}
      <Row form={form} field="address">
        {(control) => (
          <RecordField
            control={control} name={t('field.address')} value={fault.address} placeholder={t('hint.address')} maxLength={200} note={fault.gridCode ?? undefined}
            record={customer === null ? null : { ref: 'customer:address', masked: customer.maskedAddress }}
            onChange={(address) => edit(address?.from === 'record' && customer !== null
              ? { address, gridCode: customer.gridCode, oltCode: customer.oltCode, settlement: customer.settlement }
              // Another place hangs on another OLT: what the record said about the grid no longer holds.
              : { address, gridCode: null, oltCode: null })}
          />
        )}
      </Row>
      <ChoiceRow
        form={form} field="settlement" value={fault.settlement} onChange={(settlement) => edit({ settlement })}
        segments={settlementSchema.options.map((value) => ({ value, label: t(`codes:settlement.${value}`) }))}
      />
    </section>
  );
}

/** The faulty service: one of the customer's products, or a number as the caller says it. */
function ServiceRow({ form }: { readonly form: Form }) {
  const { t } = useTranslation(['intake', 'codes']);
  const { fault, customer, edit } = form;
  const products = customer?.products.filter((product) => product.status !== 'terminated') ?? [];
  const field = !form.draft.customerId ? 'serviceNumberOrAddress' : 'serviceNumber';
  const typed = fault.serviceNumber?.from === 'typed' || products.length === 0;
  const choose = (id: string): void => {
    const product = products.find((candidate) => candidate.id === id);
    if (product === undefined) edit({ serviceNumber: { from: 'typed', value: '' } });
    else edit({ serviceNumber: { from: 'record', ref: `${PRODUCT}${product.id}`, masked: product.maskedNumber }, serviceKind: product.kind });
  };
  const first = products[0];
  return (
    <Row form={form} field={field} label={t('field.serviceNumber')}>
      {(control) => typed ? (
        <RecordField
          control={control} name={t('field.serviceNumber')} value={fault.serviceNumber} placeholder={t('hint.serviceNumber')} maxLength={64}
          record={first === undefined ? null : { ref: `${PRODUCT}${first.id}`, masked: first.maskedNumber }}
          onChange={(value) => (value?.from === 'record' && first !== undefined ? edit({ serviceNumber: value, serviceKind: first.kind }) : edit({ serviceNumber: value }))}
        />
      ) : (
        <Select
          {...control} size="small" status={control['aria-invalid'] ? 'error' : ''} className={styles['wide'] ?? ''} placeholder={t('hint.servicePick')} onChange={choose} virtual={false}
          value={fault.serviceNumber?.from === 'record' ? fault.serviceNumber.ref.slice(PRODUCT.length) : null}
          options={[
            ...products.map((product) => ({
              value: product.id, label: `${product.name} ${product.maskedNumber}${product.status === 'suspended' ? ` · ${t('service.suspended')}` : ''}`,
            })),
            { value: '', label: t('service.typed') },
          ]}
        />
      )}
    </Row>
  );
}
