"""office.py soffice FILE SECONDS: turns a Word file into PDF with LibreOffice; prints `mean rounds size` as zs-bench does.

Each round starts LibreOffice anew, as a program that needs one file does; its processor time is counted, not ours.
"""

import pathlib
import resource
import subprocess
import sys
import tempfile
import time


def main():
    _, path, seconds = sys.argv[1], pathlib.Path(sys.argv[2]), float(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, path]

        def job():
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        def spent():
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return usage.ru_utime + usage.ru_stime

        # The first start makes the profile.
        job()
        rounds, begin, start = 0, time.perf_counter(), spent()
        while not rounds or time.perf_counter() - begin < seconds:
            job()
            rounds += 1
        size = pathlib.Path(folder, path.stem + ".pdf").stat().st_size
        print((spent() - start) / rounds, rounds, size)


main()
