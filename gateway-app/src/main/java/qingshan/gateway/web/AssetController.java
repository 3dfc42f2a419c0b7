package qingshan.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Serves what pages refer to. */
@Controller("/assets")
@Secured(SecurityRule.IS_ANONYMOUS)
final class AssetController {
    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @Get("/{hash}/{name}")
    HttpResponse<byte[]> get(HttpRequest<?> request, String hash, String name) {
        Assets.Asset asset = assets.at(request.getPath());
        if (asset == null) {
            throw WebRefusal.notFound();
        }
        return HttpResponse.ok(asset.content().toByteArray())
                .header("Content-Type", asset.type())
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }
}
