package qingshan.gateway.scan;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.HoldRow;
import qingshan.gateway.follower.Row.StretchRow;

/** What the first line of a pack's page says. A recall outweighs a freeze, and that whether the pack has left. */
public enum Status {
    /** 有记录，未见异常. */
    IN_ORDER,
    /** 暂停销售：正在调查. */
    HELD,
    /** 已召回：请勿饮用. */
    RECALLED,
    /** 标签未启用: the pack has not left the packer. */
    WAITING,
    /** 标签未启用: the label was spoilt, and another took its place. */
    VOID,
    /** 查无此码. */
    UNKNOWN;

    static Status of(Story story, @Nullable StretchRow stretch) {
        HoldRow hold = story.hold();
        if (hold != null) {
            return hold.kind().equals("recall") ? RECALLED : HELD;
        } else if (stretch == null) {
            return WAITING;
        }
        return stretch.fate().equals("void") ? VOID : IN_ORDER;
    }

    /** As keys and classes name it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
