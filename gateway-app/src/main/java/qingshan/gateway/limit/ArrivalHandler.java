package qingshan.gateway.limit;

import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;

/**
 * Ends what takes too long to arrive on one connection. Stands behind the codec: it sees whole headers, and of headers that
 * are on their way only that something was read. A request that arrives in one piece costs no timer.
 */
final class ArrivalHandler extends ChannelDuplexHandler {
    /** For the answer to a request that was given up. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final Patience patience;
    private final Arriving arriving;

    /** The headers are there, and the rest is not. */
    private boolean inBody;
    /** Something came since the last pause that is a part of a request the codec could make sense of. */
    private boolean understood;
    /** Requests without an answer. */
    private int unanswered;
    /** Closes with the next answer. */
    private boolean late;

    private long begun;
    private long bytes;
    private @Nullable Future<?> due;
    private @Nullable String sender;

    ArrivalHandler(Patience patience, Arriving arriving) {
        this.patience = patience;
        this.arriving = arriving;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        understood = true;
        if (message instanceof HttpRequest) {
            inBody = true;
            unanswered++;
        }
        if (message instanceof HttpContent content) {
            bytes += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            inBody = false;
            arrived();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (due == null && (inBody || !understood)) {
            await(ctx);
        }
        understood = false;
        ctx.fireChannelReadComplete();
    }

    private void await(ChannelHandlerContext ctx) {
        sender = ctx.channel().remoteAddress() instanceof InetSocketAddress address
                ? Origin.of(address.getAddress())
                : null;
        if (!arriving.enter(sender, patience.eachMax())) {
            sender = null;
            close(ctx);
            return;
        }
        begun = System.nanoTime();
        look(ctx, patience.request());
    }

    private void look(ChannelHandlerContext ctx, Duration wait) {
        due = ctx.executor().schedule(() -> look(ctx), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext ctx) {
        Duration left = patience.after(bytes).minusNanos(System.nanoTime() - begun);
        if (left.isPositive()) {
            look(ctx, left);
        } else {
            giveUp(ctx);
        }
    }

    private void giveUp(ChannelHandlerContext ctx) {
        boolean told = late || (inBody ? unanswered == 0 : unanswered > 0);
        if (told || unanswered > 1) {
            close(ctx); // it has its answer, or another's is on its way: nothing may be put between
        } else if (inBody) {
            late = true;
            look(ctx, ANSWER_MAX);
            ctx.fireExceptionCaught(WebRefusal.of(HttpStatus.REQUEST_TIMEOUT, "TOO_SLOW", JsonObject.EMPTY));
        } else {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.REQUEST_TIMEOUT, Unpooled.EMPTY_BUFFER);
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static void close(ChannelHandlerContext ctx) {
        ChannelFuture _ = ctx.close();
    }

    private void arrived() {
        bytes = 0;
        if (due != null) {
            due.cancel(false);
            due = null;
            arriving.leave(sender);
            sender = null;
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse head) {
            if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                super.write(ctx, message, promise);
                return;
            }
            if (late) {
                head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        boolean last = message instanceof LastHttpContent;
        unanswered -= last ? 1 : 0;
        super.write(ctx, message, last && late ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        arrived();
    }
}
