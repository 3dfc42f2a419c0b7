package qingshan.gateway.trace;

import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.rules.Submitter;

/**
 * Who stands behind a fact.
 *
 * @param word one of five, the same wherever Qingshan shows a fact
 * @param adopted whether it was taken over from a market's records: then nobody approved or signed it here
 */
public record Standing(Word word, boolean adopted) {
    /** Who. */
    public enum Word {
        /** 自己申报. */
        SELF_DECLARED,
        /** 对方确认. */
        CONFIRMED_BY_THE_OTHER_PARTY,
        /** 市场见证. */
        RECORDED_BY_THE_MARKET,
        /** 检测机构. */
        LABORATORY,
        /** 主管部门. */
        AUTHORITY
    }

    private static final Standing TESTED = new Standing(Word.LABORATORY, false);

    /** Of a record: with both signatures a slip is confirmed, and what one card signed alone is its own word. */
    static Standing of(RecordRow record) {
        if (record.witness().equals("market")) {
            return new Standing(Word.RECORDED_BY_THE_MARKET, record.adopted());
        }
        boolean two = record.kind().equals("slip") && record.buyer() != null;
        return new Standing(two ? Word.CONFIRMED_BY_THE_OTHER_PARTY : Word.SELF_DECLARED, false);
    }

    /** Of what has a basis: a plot, an entitlement, a product. */
    static Standing ofBasis(String basis) {
        return basis.equals("approved")
                ? new Standing(Word.AUTHORITY, false)
                : new Standing(Word.RECORDED_BY_THE_MARKET, true);
    }

    /** Of a freeze or recall: the authority's, or a maker's recall of its own tea. */
    static Standing of(HoldRow hold) {
        return new Standing(hold.mspId().equals(Submitter.REGISTRY) ? Word.AUTHORITY : Word.SELF_DECLARED, false);
    }

    /** Of a laboratory's report. */
    static Standing tested() {
        return TESTED;
    }
}
