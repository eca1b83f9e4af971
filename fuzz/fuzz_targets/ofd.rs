//! Any bytes as an .ofd file, or as its parts: an error or a sound layout.
//!
//! Input that begins with `PK` is read as it is; other input is split at NUL into a page, a template and resources.
#![no_main]
use libfuzzer_sys::fuzz_target;
use zs_import::formats::ofd;

const ROOT: &[u8] = b"<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>";
const DOCUMENT: &[u8] =
    b"<Document><CommonData><PublicRes>R.xml</PublicRes><TemplatePage ID=\"9\" BaseLoc=\"T.xml\"/>\
    </CommonData><Pages><Page BaseLoc=\"P.xml\"/><Page BaseLoc=\"T.xml\"/></Pages></Document>";

fuzz_target!(|data: &[u8]| {
    let bytes = if data.starts_with(b"PK") {
        data.to_vec()
    } else {
        let given =
            ["D/P.xml", "D/T.xml", "D/R.xml"].into_iter().zip(data.splitn(3, |byte| *byte == 0));
        let fixed = [("OFD.xml", ROOT), ("D/D.xml", DOCUMENT)];
        zs_fuzz::archive(fixed.into_iter().chain(given))
    };
    if let Ok(layout) = ofd::read(&bytes, &zs_fuzz::limits()) {
        zs_fuzz::check(&layout);
    }
});
