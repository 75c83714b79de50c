package com.grow.outreach.adapter.rest.http2;

import static io.netty.handler.codec.http2.Http2Error.ENHANCE_YOUR_CALM;
import static io.netty.handler.codec.http2.Http2Error.REFUSED_STREAM;

import com.grow.outreach.adapter.rest.http2.Http2Codec.Events;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2EventAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** A listener for the frames of a client. It limits the number of frames that cost time but are not part of requests. */
final class Http2Frames extends Http2EventAdapter {

    private static final byte[] NOTHING = {};

    /** The maximum number of control frames in a period. */
    private static final int MAX_CONTROL_FRAMES = 1000;

    private static final long PERIOD = Duration.ofSeconds(10).toNanos();

    private final Events events;

    /** The streams with a request that have not been closed. */
    private final Set<Integer> open = new HashSet<>();

    private long periodStart = System.nanoTime();
    private int controlFrames;

    /** Whether the client has sent its first settings. */
    private volatile boolean begun;

    Http2Frames(Events events) {
        this.events = events;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Lets the client send some more control frames, because the server has sent it a frame. */
    void creditFrames(int frames) {
        controlFrames = Math.max(-MAX_CONTROL_FRAMES, controlFrames - frames);
    }

    private void countControlFrame() throws Http2Exception {
        long now = System.nanoTime();
        if (now - periodStart > PERIOD) {
            periodStart = now;
            controlFrames = Math.min(0, controlFrames);
        }
        if (++controlFrames > MAX_CONTROL_FRAMES) {
            throw Http2Exception.connectionError(ENHANCE_YOUR_CALM, "Too many control frames");
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx, int stream, Http2Headers headers, int padding, boolean endOfStream)
            throws Http2Exception {
        if (open.contains(stream)) {
            // Trailers. Their fields are ignored, as in HTTP/1.1.
            events.content(stream, NOTHING, true);
            return;
        }
        open.add(stream);
        if (!events.request(stream, RequestConversion.convert(stream, headers, endOfStream))) {
            throw Http2Exception.streamError(stream, REFUSED_STREAM, "Too many requests at once");
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext ctx,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream)
            throws Http2Exception {
        onHeadersRead(ctx, stream, headers, padding, endOfStream);
    }

    @Override
    public int onDataRead(ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean endOfStream) {
        events.content(stream, ByteBufUtil.getBytes(data), endOfStream);
        return padding;
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
        open.remove(stream.id());
        events.closed(stream.id());
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext ctx, Http2Settings settings) throws Http2Exception {
        begun = true;
        countControlFrame();
    }

    @Override
    public void onPingRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext ctx, long data) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext ctx) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onPriorityRead(ChannelHandlerContext ctx, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext ctx, int stream, int increment) throws Http2Exception {
        countControlFrame();
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext ctx, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        countControlFrame();
    }
}
