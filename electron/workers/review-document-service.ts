import type { Rendered } from '../documents/rendered.ts';
import type { ReviewQuestion } from '../documents/review-of.ts';
import type { Reviewed } from './review-service.ts';
import type { CallContext } from './rpc.ts';
import { stepped } from './stepped.ts';

/** The part of the workspace's service that writes the review; what it is made with is read when it is first wanted. */
export function createReviewDocumentService(reviewed: () => Reviewed) {
  return {
    /** The review of every region as a document. @throws Refusal `bad-input`, `cancelled`. */
    async reviewDocument(
      { form, ...question }: ReviewQuestion & { readonly form: 'html' | 'pdf' },
      { signal }: Pick<CallContext, 'signal'>,
    ): Promise<Rendered> {
      const { reviewReport } = await import('../../shared/documents/review/review-report.ts');
      const { reviewSteps } = await import('../documents/review-of.ts');
      const { renderReport } = await import('../documents/rendered.ts');
      const facts = await stepped(
        reviewSteps(reviewed(), question),
        signal,
        performance.now.bind(performance),
      );
      return renderReport(reviewReport(facts), form);
    },
  };
}
