package qingshan.gateway.form;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.list.ListQuery;
import qingshan.gateway.list.ListReader;
import qingshan.gateway.list.ListTable;
import qingshan.gateway.list.Listing;
import qingshan.gateway.list.Lists;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;

/** Shows lists with what can be begun from them. */
@Singleton
public final class ListViews {
    private final ListReader reader;
    private final Pages pages;
    private final Sender sender;

    ListViews(ListReader reader, Pages pages, Sender sender) {
        this.reader = reader;
        this.pages = pages;
        this.sender = sender;
    }

    /** A list that is put together. */
    public final class Builder {
        private final HttpRequest<?> request;
        private final Visit visit;
        private final Sentences texts;
        private final String list;
        private final String path;
        private final List<ListView.Link> links = new ArrayList<>();
        private String here;
        private Map<String, String> preset = Map.of();
        private @Nullable String none;
        private ListTable.@Nullable Action action;

        private Builder(HttpRequest<?> request, Visit visit, Sentences texts, String list, String path) {
            this.request = request;
            this.visit = visit;
            this.texts = texts;
            this.list = list;
            this.path = path;
            this.here = path;
        }

        /** The page of the menu that it belongs to, if that is another. */
        public Builder here(String page) {
            here = page;
            return this;
        }

        /** What people come here to do, if it is offered to who looks. */
        public Builder begin(boolean offered, String address, String key) {
            if (offered) {
                links.add(new ListView.Link(address, texts.say(key), true));
            }
            return this;
        }

        /** What else there is. */
        public Builder see(String address, String key) {
            links.add(new ListView.Link(address, texts.say(key), false));
            return this;
        }

        /** What can be done with each row. */
        public Builder each(String key, Function<Map<String, Object>, @Nullable String> address) {
            action = new ListTable.Action(texts.say(key), address);
            return this;
        }

        /** Filters that hold if nothing is asked, and what stands there if they leave nothing. */
        public Builder preset(Map<String, String> filters, String noneKey) {
            preset = filters;
            none = texts.say(noneKey);
            return this;
        }

        /** The page. */
        public MutableHttpResponse<byte[]> show(String titleKey) {
            Listing listing = Lists.named(list).orElseThrow();
            ListQuery asked = ListQuery.of(listing, request.getParameters(), false);
            boolean plain = !asksAnything(request);
            ListQuery query = plain ? new ListQuery(preset, null, ListQuery.LIMIT) : asked;
            ListTable table = new ListTable(reader.read(listing, query), path, visit, action);
            String done = request.getParameters().get("done");
            ListView view = new ListView(
                    texts.say(titleKey),
                    here,
                    table,
                    links,
                    plain ? none : null,
                    texts,
                    sender.taken(Staff.required(visit), done).orElse(null));
            return pages.page(visit, "form/list.jte", view);
        }

        private static boolean asksAnything(HttpRequest<?> request) {
            return request.getParameters().names().stream()
                    .anyMatch(name -> !name.equals("lang") && !name.equals("done"));
        }
    }

    /**
     * Begins one.
     *
     * @param texts of the feature
     * @param list its name
     * @param path of the page
     */
    public Builder of(HttpRequest<?> request, Visit visit, Sentences texts, String list, String path) {
        return new Builder(request, visit, texts, list, path);
    }
}
