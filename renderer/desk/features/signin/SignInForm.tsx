import { Button, Input, Select } from 'antd';
import { ArrowBigUpDash, Eye, EyeOff } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeProblem } from '#shared/contract/errors.ts';
import type { Problem } from '#shared/lib/result.ts';
import { languageOf } from '../../i18n/i18n.ts';
import { agentChoices, type ChosenState } from '../../model/agent-choices.ts';
import { useDeskStore, usePorts } from '../../model/context.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import styles from './SignInForm.module.css';

/** Which field an error stands under. */
type FieldError = { readonly at: 'agentNo' | 'password'; readonly text: string };

/**
 * Agent number and password. `mode` follows the hub while the person types; what is typed stays. The same
 * words answer a wrong password and an unknown agent.
 */
export function SignInForm({ mode, between }: { readonly mode: 'signIn' | 'unlock'; readonly between?: ReactNode }) {
  const { t, i18n } = useTranslation(['signin', 'codes']);
  const { data } = usePorts();
  const store = useDeskStore();
  const [agentNo, setAgentNo] = useState('');
  const [password, setPassword] = useState('');
  const [state, setState] = useState<ChosenState>('busy');
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<FieldError | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const focus = (name: FieldError['at']): void => form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
  const refuse = (at: FieldError['at'], text: string): void => {
    setError({ at, text });
    focus(at);
  };
  const submit = async (): Promise<void> => {
    if (busy) return;
    if (agentNo.trim() === '') return refuse('agentNo', t('need.agentNo'));
    if (password === '') return refuse('password', t('need.password'));
    setBusy(true);
    setError(null);
    const result = mode === 'signIn'
      ? await data.call('session.signIn', { agentNo, password, state })
      : await data.call('session.unlock', { agentNo, password });
    setBusy(false);
    const problem: Problem | null = result.ok ? (result.value.kind === 'signedOut' ? result.value.problem : null) : result.problem;
    if (problem !== null) {
      refuse('password', describeProblem(problem, languageOf(i18n)));
    } else if (result.ok) {
      setPassword('');
      store.getState().setSession(result.value);
    }
  };
  const watchCaps = (event: KeyboardEvent): void => setCapsLock(event.getModifierState('CapsLock'));
  const errorAt = (at: FieldError['at']): string | null => (error?.at === at ? error.text : null);

  return (
    <form
      ref={form} className={styles['form']} noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('agentNo')} error={errorAt('agentNo')}>
        {(control) => <Input {...control} name="agentNo" size="large" autoFocus autoComplete="off" maxLength={32} spellCheck={false} status={control['aria-invalid'] ? 'error' : ''} value={agentNo} onChange={(event) => setAgentNo(event.target.value)} />}
      </Field>
      <Field label={t('password')} error={errorAt('password')} hint={capsLock ? t('capsLock') : undefined}>
        {(control) => (
          <Input
            {...control} name="password" size="large" type={shown ? 'text' : 'password'} autoComplete="off" maxLength={256} spellCheck={false}
            status={control['aria-invalid'] ? 'error' : ''} value={password} onChange={(event) => setPassword(event.target.value)} onKeyDown={watchCaps} onKeyUp={watchCaps}
            suffix={
              <>
                {capsLock ? <Icon icon={ArrowBigUpDash} className={styles['caps']} /> : null}
                <button type="button" className={styles['eye']} aria-label={shown ? t('hidePassword') : t('showPassword')} aria-pressed={shown} onClick={() => setShown(!shown)}><Icon icon={shown ? Eye : EyeOff} /></button>
              </>
            }
          />
        )}
      </Field>
      {mode === 'unlock' ? null : (
        <Field label={t('stateAfter')}>
          {(control) => <Select {...control} size="large" className={styles['select'] ?? ''} value={state} onChange={setState} options={agentChoices.map((choice) => ({ value: choice.state, label: t(`codes:agentState.${choice.state}`) }))} />}
        </Field>
      )}
      <Button type="primary" htmlType="submit" size="large" block className={styles['submit'] ?? ''} aria-busy={busy}>
        {busy ? t(mode === 'signIn' ? 'submitting' : 'unlocking') : t(mode === 'signIn' ? 'submit' : 'unlock')}<KeyCap keys="Enter" on="fill" />
      </Button>
      {between}
    </form>
  );
}
