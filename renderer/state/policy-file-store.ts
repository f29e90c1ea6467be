import { create } from 'zustand';
import type { PolicyFile } from '../../shared/ipc/policy-channels.ts';
import type { Failure } from '../../shared/ipc/reply.ts';
import { bridge } from './bridge.ts';

interface PolicyFileState {
  readonly name: string;
  readonly offered: PolicyFile | null;
  /** Why a document that says it is a policy cannot be used. */
  readonly failure: Pick<Failure, 'message' | 'problems'> | null;
}

const NOTHING: PolicyFileState = { name: '', offered: null, failure: null };

/** A policy document that was dropped or chosen, until it is applied or put away. */
export const usePolicyFile = create<PolicyFileState>()(() => NOTHING);

export const closePolicyFile = (): void => usePolicyFile.setState(NOTHING);

/**
 * Offers a file as a policy. A document without a schema counts as one if it reads as a policy and gives a value.
 *
 * @param isCertain the document names the policy's schema: what is wrong with it is then shown here.
 * @returns whether it was taken.
 */
export async function offerPolicy(
  file: { readonly handle: string; readonly name: string },
  isCertain: boolean,
): Promise<boolean> {
  const reply = await bridge().invoke('policy:read', { handle: file.handle });
  if (reply.ok && (isCertain || Object.keys(reply.value.values).length > 0)) {
    usePolicyFile.setState({ name: file.name, offered: reply.value, failure: null });
    return true;
  }
  if (reply.ok || !isCertain) return false;
  usePolicyFile.setState({ name: file.name, offered: null, failure: reply });
  return true;
}
