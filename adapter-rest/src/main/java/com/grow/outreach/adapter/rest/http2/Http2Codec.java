package com.grow.outreach.adapter.rest.http2;

import static io.netty.handler.codec.http2.Http2Error.CANCEL;
import static io.netty.handler.codec.http2.Http2Error.INTERNAL_ERROR;
import static io.netty.handler.codec.http2.Http2Error.NO_ERROR;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;
import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The server's side of an HTTP/2 connection, without its socket and its threads. Netty decodes, checks and encodes the
 * frames. The methods must not be called concurrently.
 */
public final class Http2Codec {

    /** The maximum number of concurrent streams of a connection. */
    public static final int MAX_STREAMS = 100;

    /** The number of bytes that a client may send for a stream before the server has read them. */
    public static final int STREAM_WINDOW = 256 << 10;

    /** The number of bytes that a client may always send for all streams before the server has read them. */
    public static final int CONNECTION_WINDOW = Http2CodecUtil.DEFAULT_WINDOW_SIZE;

    private static final Logger LOG = System.getLogger(Http2Codec.class.getName());

    /** The maximum size of the decoded headers of a request. The limit for HTTP/1.1 is lower and has a better answer. */
    private static final int MAX_HEADERS = 32 << 10;

    private static final int MAX_RESETS = 200;
    private static final int RESET_SECONDS = 10;
    private static final int MAX_EMPTY_FRAMES = 10;

    /**
     * The headers with few values. The others never enter the table of a client, which can ask for any size of the
     * table.
     */
    private static final Set<String> REPEATED = Set.of(
            "content-type",
            "cache-control",
            "cross-origin-resource-policy",
            "strict-transport-security",
            "vary",
            "x-content-type-options",
            "x-frame-options");

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Http2Frames frames;
    private final Http2ConnectionHandler handler;
    private final ChannelHandlerContext context;

    /** The events of the streams. They are raised within the calls of the codec's methods. */
    public interface Events {

        /** Handles a request. Returns false to refuse it. */
        boolean request(int stream, Http2Request request);

        /**
         * Handles content of a request.
         *
         * @param last whether it is the last content
         */
        void content(int stream, byte[] content, boolean last);

        /** Handles the end of a stream, after the complete request and response or before them. */
        void closed(int stream);
    }

    /** Creates a codec. The settings of the server are ready to send. */
    public Http2Codec(Events events) {
        channel.config().setAllocator(new UnpooledByteBufAllocator(false));
        frames = new Http2Frames(events);
        handler = new Http2ConnectionHandlerBuilder()
                .server(true)
                .initialSettings(new Http2Settings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .initialWindowSize(STREAM_WINDOW)
                        .maxHeaderListSize(MAX_HEADERS))
                .frameListener(frames)
                .headerSensitivityDetector((name, value) -> !REPEATED.contains(name.toString()))
                .decoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(MAX_RESETS, RESET_SECONDS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(MAX_EMPTY_FRAMES)
                .build();
        handler.connection().addListener(frames);
        channel.pipeline().addLast(handler);
        context = channel.pipeline().context(handler);
    }

    /** Lets the client send more bytes for all streams before the server has read them. */
    public void widen(int bytes) {
        try {
            var connection = handler.connection();
            connection.local().flowController().incrementWindowSize(connection.connectionStream(), bytes);
            channel.flush();
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Decodes received bytes. */
    public void receive(ByteBuffer bytes) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.writeInbound(Unpooled.copiedBuffer(bytes));
        } catch (Exception e) {
            // Netty throws any exception without declaring it.
            LOG.log(Level.DEBUG, "A connection failed", e);
            channel.close();
        }
    }

    /** Returns the bytes to send, or an empty array. */
    public byte[] toSend() {
        var bytes = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            bytes.writeBytes(ByteBufUtil.getBytes(next));
            next.release();
        }
        return bytes.toByteArray();
    }

    /** Returns whether the connection continues. It ends after an error of the client. */
    public boolean isOpen() {
        return channel.isOpen();
    }

    /** Returns whether the client has begun with the preface and its settings. */
    public boolean hasBegun() {
        return frames.hasBegun();
    }

    /**
     * Sends a part of a response.
     *
     * @return a future that completes when the client's window has let the content pass, or exceptionally if the stream
     *     has been closed
     */
    public CompletableFuture<Void> send(int stream, Http2Response part) {
        var sent = new CompletableFuture<Void>();
        boolean only = part.content().length == 0;
        var promise = context.newPromise();
        if (part.status() != 0) {
            var headers = new DefaultHttp2Headers(false).status(Integer.toString(part.status()));
            part.headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
            handler.encoder()
                    .writeHeaders(
                            context, stream, headers, 0, only && part.last(), only ? promise : context.newPromise());
        }
        if (!only || part.status() == 0) {
            frames.creditFrames(2 + 2 * part.content().length / Http2CodecUtil.DEFAULT_MAX_FRAME_SIZE);
            handler.encoder()
                    .writeData(context, stream, Unpooled.wrappedBuffer(part.content()), 0, part.last(), promise);
        }
        channel.flush();
        promise.addListener(future -> {
            if (future.isSuccess()) {
                sent.complete(null);
            } else {
                sent.completeExceptionally(future.cause());
            }
        });
        return sent;
    }

    /** Lets the client send more bytes after the server has read some. */
    public void consumed(int stream, int bytes) {
        var open = handler.connection().stream(stream);
        if (open != null && bytes > 0) {
            try {
                handler.connection().local().flowController().consumeBytes(open, bytes);
                channel.flush();
            } catch (Http2Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Closes a stream because its response is complete and the rest of the request is not needed. */
    public void finish(int stream) {
        reset(stream, NO_ERROR);
    }

    /** Closes a stream because its response failed. */
    public void fail(int stream) {
        reset(stream, INTERNAL_ERROR);
    }

    /** Closes a stream because its client is too slow. */
    public void cancel(int stream) {
        reset(stream, CANCEL);
    }

    private void reset(int stream, Http2Error error) {
        if (handler.connection().stream(stream) != null) {
            handler.resetStream(context, stream, error.code(), context.newPromise());
            channel.flush();
        }
    }

    /** Asks the client to open no more streams. Accepts those that it has opened already. */
    public void announceEnd() {
        handler.goAway(context, Integer.MAX_VALUE, NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
        channel.flush();
    }

    /** Ends the connection. Names the last stream that the server has handled. */
    public void end() {
        if (channel.isOpen()) {
            int last = handler.connection().remote().lastStreamCreated();
            handler.goAway(context, last, NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
            channel.flush();
            channel.close();
        }
    }
}
