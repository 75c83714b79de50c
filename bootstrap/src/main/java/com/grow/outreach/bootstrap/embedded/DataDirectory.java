package com.grow.outreach.bootstrap.embedded;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory of an embedded database. It belongs to the user who runs Grow, and nobody else can read or write anything in
 * it, whatever the umask is.
 */
public final class DataDirectory {

    static final String SERVER = "server";
    static final String CLUSTER = "postgresql";
    static final String PASSWORDS = "pgpass";
    static final String SERVICES = "pg_service.conf";
    private static final String LOG = "postgresql.log";
    private static final String LOCK = "lock";
    private static final String COMPLETED = "completed";

    /** Where earlier versions kept PostgreSQL's programs, writable by everybody. */
    private static final String FORMER_SERVER = "binaries";

    private static final List<String> CONTENTS =
            List.of(LOCK, COMPLETED, PASSWORDS, SERVICES, LOG, CLUSTER, SERVER, FORMER_SERVER);

    /** What the programs of PostgreSQL hand to a shell within double quotes. */
    private static final String UNQUOTABLE = "\"$`\\\n";

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private static final long USER = new UnixSystem().getUid();

    private final Path path;

    private DataDirectory(Path path) {
        this.path = path;
    }

    /**
     * Opens a directory and closes it to other users; creates it if it is missing.
     *
     * @throws IOException if it can't be created, belongs to another user, or holds files that aren't Grow's and that
     *     others may be using
     */
    public static DataDirectory open(Path given) throws IOException {
        Files.createDirectories(given, PRIVATE_DIRECTORY);
        var path = given.toRealPath();
        if (path.toString().chars().anyMatch(c -> UNQUOTABLE.indexOf(c) >= 0)) {
            throw new IOException("PostgreSQL can't use a path with one of the characters \" $ ` \\ or a line break");
        }
        requireOwn(path);
        var directory = new DataDirectory(path);
        if (isOpen(path)) {
            if (!Files.isDirectory(path.resolve(CLUSTER)) && !isEmpty(path)) {
                throw new IOException(
                        "it has other files in it and is open to other users; name a directory of its own");
            }
            restrict(path);
        }
        return directory;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Whether Grow runs as root. */
    static boolean isRoots() {
        return USER == 0;
    }

    /** The real path, without symbolic links. */
    public Path path() {
        return path;
    }

    /** The data of PostgreSQL. */
    Path cluster() {
        return path.resolve(CLUSTER);
    }

    /** The log of PostgreSQL; exists from {@link #restrict()} on. */
    public Path log() {
        return path.resolve(LOG);
    }

    /** The file that exists once the database has everything it starts out with. */
    public Path completed() {
        return path.resolve(COMPLETED);
    }

    /** Whether a directory has a database that was completed. */
    public static boolean hasCompleted(Path directory) {
        return Files.exists(directory.resolve(COMPLETED));
    }

    /** Opens the file that a process locks for as long as it uses the directory. */
    public FileChannel lockFile() throws IOException {
        return FileChannel.open(path.resolve(LOCK), Set.<OpenOption>of(CREATE, WRITE, NOFOLLOW_LINKS), PRIVATE_FILE);
    }

    /** Marks the database as completed. */
    public void complete() throws IOException {
        create(completed());
    }

    /**
     * Takes all rights from other users in what is in the directory, and deletes what earlier versions left open.
     *
     * @throws IOException if something in it belongs to another user
     */
    void restrict() throws IOException {
        deleteFormerServer();
        for (var name : CONTENTS) {
            var content = path.resolve(name);
            if (Files.exists(content, NOFOLLOW_LINKS)) {
                Files.walkFileTree(content, new Restriction());
            }
        }
        create(log());
    }

    private void deleteFormerServer() throws IOException {
        try {
            delete(FORMER_SERVER);
        } catch (IOException e) {
            // Another user has put something there. Nothing of it is ever run, and nobody else can reach it any more.
            restrictIfOwn(path.resolve(FORMER_SERVER));
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file, PRIVATE_FILE);
        } catch (FileAlreadyExistsException e) {
            requireOwn(file);
        }
    }

    private static final class Restriction extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            if (directory.endsWith(FORMER_SERVER)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            requireOwn(directory);
            restrict(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            requireOwn(file);
            if (!attributes.isSymbolicLink()) {
                restrict(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private static void requireOwn(Path path) throws IOException {
        int owner = (int) Files.getAttribute(path, "unix:uid", NOFOLLOW_LINKS);
        if (Integer.toUnsignedLong(owner) != USER) {
            throw new IOException("%s belongs to another user (%d), Grow runs as user %d"
                    .formatted(path, Integer.toUnsignedLong(owner), USER));
        }
    }

    private static void restrictIfOwn(Path path) throws IOException {
        if (Files.isDirectory(path, NOFOLLOW_LINKS)) {
            requireOwn(path);
            restrict(path);
        }
    }

    private static boolean isOpen(Path path) throws IOException {
        return !OWNERS.containsAll(Files.getPosixFilePermissions(path, NOFOLLOW_LINKS));
    }

    private static void restrict(Path path) throws IOException {
        var permissions = Files.getPosixFilePermissions(path, NOFOLLOW_LINKS);
        if (!OWNERS.containsAll(permissions)) {
            permissions.retainAll(OWNERS);
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    /** Creates a directory in this one; what was there is deleted first. */
    Path createEmpty(String name) throws IOException {
        delete(name);
        return Files.createDirectory(path.resolve(name), PRIVATE_DIRECTORY);
    }

    /** Writes a file, either all of it or nothing, that only the owner can read. */
    static void write(Path file, String content) throws IOException {
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (var channel = FileChannel.open(aside, Set.<OpenOption>of(CREATE_NEW, WRITE), PRIVATE_FILE)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(aside, file, ATOMIC_MOVE);
    }

    /** Deletes a file or a directory with everything in it; follows no symbolic link, nor one that appears meanwhile. */
    void delete(String name) throws IOException {
        try (var entries = Files.newDirectoryStream(path)) {
            if (entries instanceof SecureDirectoryStream<Path> secure) {
                delete(secure, Path.of(name));
            } else {
                Files.walkFileTree(path.resolve(name), new Deletion());
            }
        } catch (NoSuchFileException e) {
            // That is what was asked for.
        }
    }

    private static void delete(SecureDirectoryStream<Path> parent, Path entry) throws IOException {
        var attributes = parent.getFileAttributeView(entry, BasicFileAttributeView.class, NOFOLLOW_LINKS)
                .readAttributes();
        if (!attributes.isDirectory()) {
            parent.deleteFile(entry);
            return;
        }
        try (var children = parent.newDirectoryStream(entry, NOFOLLOW_LINKS)) {
            for (var child : children) {
                delete(children, child.getFileName());
            }
        }
        parent.deleteDirectory(entry);
    }

    /** For systems that can't delete relative to an open directory. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
