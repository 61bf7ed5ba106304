package pregel.core.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import pregel.api.FailureKind;

/** Links over TCP, on native epoll where there is one. Not to be closed on its I/O threads. */
public final class NettyTransport implements Transport {
  static {
    // Nobody records the events of its allocator, and asking for them loads half a second of JDK.
    if (System.getProperty("io.netty.jfr.enabled") == null) {
      System.setProperty("io.netty.jfr.enabled", "false");
    }
  }

  private final TransportOptions options;
  private final Security security;
  private final byte[] secret;
  private final SslContext serverTls;
  private final SslContext clientTls;
  private final boolean epoll = Epoll.isAvailable();
  private final EventLoopGroup loops;

  /** Stays closed: a connection that is accepted while this is being closed is closed, too. */
  private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  private final Set<NettyLink> links = ConcurrentHashMap.newKeySet();
  // Guarded by itself: accepted connections that have not greeted yet, oldest first.
  private final LinkedHashSet<Handshake> strangers = new LinkedHashSet<>();

  public NettyTransport(TransportOptions options, Security security) {
    this.options = options;
    this.security = security;
    secret = security instanceof Security.Secret shared ? shared.read() : null;
    try {
      if (security instanceof Security.Tls tls) {
        serverTls =
            SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
                .trustManager(tls.authority().toFile())
                .clientAuth(ClientAuth.REQUIRE)
                .build();
        clientTls =
            SslContextBuilder.forClient()
                .keyManager(tls.certificate().toFile(), tls.key().toFile())
                .trustManager(tls.authority().toFile())
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
      } else {
        serverTls = null;
        clientTls = null;
      }
    } catch (SSLException | IllegalArgumentException e) {
      throw new TransportException(
          FailureKind.USAGE, security + ": cannot be used: " + e.getMessage() + "; check them", e);
    }
    loops =
        new MultiThreadIoEventLoopGroup(
            options.ioThreads(),
            new DefaultThreadFactory("transport", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  @Override
  public InetSocketAddress bind(InetSocketAddress address, Hello self, Consumer<Link> accept) {
    if (address.getAddress() == null) {
      throw new TransportException(FailureKind.USAGE, address + ": unknown host; check its name");
    }
    if (!address.getAddress().isLoopbackAddress() && security instanceof Security.None) {
      throw new TransportException(
          FailureKind.USAGE,
          address + ": other machines could connect; configure TLS or a shared secret first");
    }
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loops)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    accepted(channel, self, accept);
                  }
                });
    ChannelFuture bound = server.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new TransportException(
          FailureKind.USAGE,
          address + ": cannot listen: " + bound.cause().getMessage() + "; choose another port",
          bound.cause());
    }
    channels.add(bound.channel());
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static AdaptiveRecvByteBufAllocator readSizes() {
    return new AdaptiveRecvByteBufAllocator(2048, 64 << 10, 512 << 10);
  }

  private void accepted(Channel channel, Hello self, Consumer<Link> accept) {
    if (channels.size() > options.maxConnections()) {
      channel.close();
      return;
    }
    channels.add(channel);
    Handshake[] own = new Handshake[1];
    own[0] =
        new Handshake(
            channel,
            options,
            self,
            secret,
            false,
            channel.remoteAddress(),
            new Handshake.Outcome() {
              @Override
              public void linked(NettyLink link) {
                forget(own[0]);
                admit(link);
                accept.accept(link);
              }

              @Override
              public void refused(TransportException cause) {
                forget(own[0]);
              }
            });
    if (serverTls != null) {
      channel.pipeline().addLast(serverTls.newHandler(channel.alloc()));
    }
    begin(channel, own[0]);
    Handshake oldest = null;
    synchronized (strangers) {
      strangers.add(own[0]);
      if (strangers.size() > options.maxHandshakes()) {
        Iterator<Handshake> inOrder = strangers.iterator();
        oldest = inOrder.next();
        inOrder.remove();
      }
    }
    if (oldest != null) {
      oldest.evict();
    }
  }

  private void forget(Handshake handshake) {
    synchronized (strangers) {
      strangers.remove(handshake);
    }
  }

  private void admit(NettyLink link) {
    links.add(link);
    link.onEnd(() -> links.remove(link));
  }

  private void begin(Channel channel, Handshake handshake) {
    FrameReader reader = new FrameReader(handshake, Handshake.MAX_FRAME_BYTES);
    handshake.readFrom(reader);
    channel.pipeline().addLast(reader);
    channel
        .eventLoop()
        .schedule(
            () -> {
              if (!handshake.isOver()) {
                handshake.giveUp("no welcome in " + options.handshakeDeadline());
              }
            },
            options.handshakeDeadline().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public Link connect(InetSocketAddress address, Hello self) throws InterruptedException {
    CompletableFuture<Link> result = new CompletableFuture<>();
    Bootstrap client =
        new Bootstrap()
            .group(loops)
            .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.connectDeadline().toMillis())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    dialled(channel, address, self, result);
                  }
                });
    client
        .connect(address)
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                result.completeExceptionally(
                    TransportException.lost(
                        address + ": cannot be reached: " + done.cause().getMessage(),
                        done.cause()));
              }
            });
    try {
      long limit = options.connectDeadline().plus(options.handshakeDeadline()).toMillis() + 1000;
      return result.get(limit, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      TransportException cause = (TransportException) e.getCause();
      throw new TransportException(cause.kind(), cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw TransportException.lost(address + ": no answer in time", e);
    }
  }

  private void dialled(
      Channel channel, InetSocketAddress address, Hello self, CompletableFuture<Link> result) {
    channels.add(channel);
    if (clientTls != null) {
      channel
          .pipeline()
          .addLast(
              clientTls.newHandler(channel.alloc(), address.getHostString(), address.getPort()));
    }
    begin(
        channel,
        new Handshake(
            channel,
            options,
            self,
            secret,
            true,
            address,
            new Handshake.Outcome() {
              @Override
              public void linked(NettyLink link) {
                admit(link);
                if (!result.complete(link)) {
                  link.close();
                }
              }

              @Override
              public void refused(TransportException cause) {
                result.completeExceptionally(cause);
              }
            }));
  }

  @Override
  public void close() {
    links.forEach(NettyLink::close);
    channels.close().awaitUninterruptibly(10, TimeUnit.SECONDS);
    loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }
}
