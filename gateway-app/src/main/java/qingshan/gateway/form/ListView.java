package qingshan.gateway.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.list.ListTable;

/**
 * A list with what can be done there.
 *
 * @param title of the page
 * @param here the page of the menu that it belongs to
 * @param table the list
 * @param links what can be begun from here
 * @param none what stands instead of an empty list, or null for the list's own words
 * @param texts of the feature, which say what was done
 * @param taken what was just done, or null
 */
public record ListView(
        String title,
        String here,
        ListTable table,
        List<Link> links,
        @Nullable String none,
        Sentences texts,
        Sender.@Nullable Taken taken) {
    /**
     * A link to a page, with its text in the page's language.
     *
     * @param main whether it is what people come here to do
     */
    public record Link(String address, String text, boolean main) {}
}
