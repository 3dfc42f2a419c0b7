package qingshan.gateway.limit;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Requests that are on their way, by who sends them; sees to it that there are only so many, and that each arrives. */
@Singleton
final class Arriving implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final Patience patience;
    private final Map<String, Integer> bySender = new ConcurrentHashMap<>();

    Arriving(Optional<Patience> said) {
        patience = said.orElse(Patience.USUAL);
    }

    /**
     * One more.
     *
     * @param sender null for this machine, whose proxy sends for many
     * @return false if there are too many already; then it does not count
     */
    boolean enter(@Nullable String sender, int max) {
        if (sender == null || bySender.merge(sender, 1, Integer::sum) <= max) {
            return true;
        }
        leave(sender);
        return false;
    }

    /** One less. */
    void leave(@Nullable String sender) {
        if (sender != null) {
            bySender.computeIfPresent(sender, (name, count) -> count == 1 ? null : count - 1);
        }
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    /** Puts its handlers into the line of each connection; Micronaut's own closes a connection that is said to be idle. */
    private final class Customizer implements NettyServerCustomizer {
        private final @Nullable Channel connection;

        Customizer(@Nullable Channel connection) {
            this.connection = connection;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(channel) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (connection != null) {
                ChannelPipeline line = connection.pipeline();
                line.addFirst(new IdleStateHandler(0, 0, patience.silence().toNanos(), TimeUnit.NANOSECONDS));
                line.addBefore(
                        ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                        "arrival",
                        new ArrivalHandler(patience, Arriving.this));
            }
        }
    }
}
