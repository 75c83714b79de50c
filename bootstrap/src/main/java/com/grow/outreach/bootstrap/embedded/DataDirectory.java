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
 * The directory of an embedded database. Only the user who runs Grow can read and write its files, with every umask.
 */
public final class DataDirectory {

    static final String SERVER = "server";
    static final String CLUSTER = "postgresql";
    static final String PASSWORDS = "pgpass";
    static final String SERVICES = "pg_service.conf";
    private static final String LOG = "postgresql.log";
    private static final String LOCK = "lock";
    private static final String COMPLETED = "completed";

    /** The folder of PostgreSQL's programs in earlier versions, in which every user could write. */
    private static final String FORMER_SERVER = "binaries";

    private static final List<String> CONTENTS =
            List.of(LOCK, COMPLETED, PASSWORDS, SERVICES, LOG, CLUSTER, SERVER, FORMER_SERVER);

    /** The special characters of a shell within double quotes, in which PostgreSQL's programs pass the path. */
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
     * Opens a directory and removes the permissions of other users. Creates the directory if it is missing.
     *
     * @throws IOException if the directory can't be created, belongs to another user, or has foreign files that other
     *     users can access
     */
    public static DataDirectory open(Path given) throws IOException {
        Files.createDirectories(given, PRIVATE_DIRECTORY);
        var path = given.toRealPath();
        if (path.toString().chars().anyMatch(c -> UNQUOTABLE.indexOf(c) >= 0)) {
            throw new IOException(
                    "PostgreSQL does not support the characters \" $ ` \\ and line breaks in a path; use another path");
        }
        requireOwn(path);
        var directory = new DataDirectory(path);
        if (isOpen(path)) {
            if (!Files.isDirectory(path.resolve(CLUSTER)) && !isEmpty(path)) {
                throw new IOException("it contains other files and other users can access it; use an empty directory");
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

    /** Returns whether Grow runs as root. */
    static boolean isRoots() {
        return USER == 0;
    }

    /** Returns the real path, without symbolic links. */
    public Path path() {
        return path;
    }

    /** Returns the directory of PostgreSQL's data. */
    Path cluster() {
        return path.resolve(CLUSTER);
    }

    /** Returns the log file of PostgreSQL, which {@link #restrict()} creates. */
    public Path log() {
        return path.resolve(LOG);
    }

    /** Returns the file that exists when the database is complete. */
    public Path completed() {
        return path.resolve(COMPLETED);
    }

    /** Returns whether a directory has a complete database. */
    public static boolean hasCompleted(Path directory) {
        return Files.exists(directory.resolve(COMPLETED));
    }

    /** Opens the file that a process locks while it uses the directory. */
    public FileChannel lockFile() throws IOException {
        return FileChannel.open(path.resolve(LOCK), Set.<OpenOption>of(CREATE, WRITE, NOFOLLOW_LINKS), PRIVATE_FILE);
    }

    /** Marks the database as complete. */
    public void complete() throws IOException {
        create(completed());
    }

    /**
     * Removes the permissions of other users for all files, and deletes the programs of earlier versions.
     *
     * @throws IOException if a file belongs to another user
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
            // Another user has files there. Grow never runs them, and other users can no longer access them.
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
            throw new IOException("%s belongs to user %d, but Grow runs as user %d; run Grow as the owner"
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

    /** Creates a directory in this one. Deletes an existing one with the same name. */
    Path createEmpty(String name) throws IOException {
        delete(name);
        return Files.createDirectory(path.resolve(name), PRIVATE_DIRECTORY);
    }

    /** Writes a file atomically. Only the owner can read it. */
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

    /** Deletes a file or a directory recursively. Does not follow symbolic links, even if one appears meanwhile. */
    void delete(String name) throws IOException {
        try (var entries = Files.newDirectoryStream(path)) {
            if (entries instanceof SecureDirectoryStream<Path> secure) {
                delete(secure, Path.of(name));
            } else {
                Files.walkFileTree(path.resolve(name), new Deletion());
            }
        } catch (NoSuchFileException e) {
            // Nothing to delete.
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

    /** A recursive deletion for systems without deletion relative to an open directory. */
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
