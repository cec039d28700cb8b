import { describe, expect, it } from "vitest";
import { isAutomaticSignature } from "./automaticSignatures";
import { probeOf } from "./replyLine";

describe("a line that a phone or program adds", () => {
  it.each([
    "Sent from my iPhone",
    "Versendet von Proton Mail für Android",
    "Enviado a partir do meu smartphone Samsung Galaxy.",
    "Obter o Outlook para iOS<https://aka.example/o0ukef>",
    "Pobierz program Outlook dla systemu iOS<https://aka.example/o0ukef>",
    "Envoyé depuis l'application Mail Orange",
    "Odesláno z iPhonu",
    "Elküldve az iPhone-omról",
    "Στάλθηκε από το iPhone μου",
    "נשלח מה-iPhone שלי",
    "مرسل من الـ iPhone",
    "Von Samsung-Tablet gesendet",
    "Sent from my mobile device",
    "Sent from my Samsung Galaxy S24, please excuse typos.",
    "Sent from Yahoo Mail for iPad<https://yahoo.example>",
    "Sent via BlackBerry",
    "Sent from TypeApp<http://www.typeapp.example/r>",
    "Sent with Proton Mail secure email.",
    "Sent from [Mail](https://go.example) for Windows",
    "(Sent from mobile device)",
    "From my iPhone",
    "Get Outlook for iOS<https://aka.example/o0ukef>",
    "Get BlueMail for Android",
    "Hanki Outlook for Android",
    "Sent from my Galaxy.",
    "Sent from Superhuman iOS ( https://sprh.example/x )",
    "Gesendet von unterwegs",
    "Von meinem Samsung Galaxy Smartphone gesendet.",
    "Get [Outlook for Android](https://aka.example/x)",
    "Von meinem iPhone gesendet",
    "Gesendet von Outlook für Android<https://aka.example>",
    "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Holen Sie sich Outlook für iOS",
    "Envoyé de mon iPhone",
    "Envoyé à partir de Outlook pour iOS",
    "Télécharger Outlook pour iOS",
    "Enviado desde mi iPhone",
    "Obtener Outlook para Android",
    "Enviado do meu iPhone",
    "Inviato da iPhone",
    "Scarica Outlook per iOS",
    "Verzonden vanaf mijn iPhone",
    "Verstuurd vanaf mijn iPad",
    "Sendt fra min iPhone",
    "Skickat från min iPhone",
    "Lähetetty iPhonesta",
    "Wysłane z iPhone'a",
    "Отправлено с iPhone",
    "Надіслано з iPhone",
    "iPhoneから送信",
    "發自我的 iPhone",
    "从我的iPhone发送",
    "從我的 iPhone 傳送",
    "나의 iPhone에서 보냄",
    "iPhone'umdan gönderildi",
  ])("%s", (line) => {
    expect(isAutomaticSignature(probeOf(line), false)).toBe(true);
  });

  it("of an unknown device counts only as a paragraph of its own", () => {
    expect(isAutomaticSignature(probeOf("Sent from my Wiko RIDGE"), true)).toBe(true);
    expect(isAutomaticSignature(probeOf("Sent from my Wiko RIDGE"), false)).toBe(false);
  });

  it.each([
    "Sent from my office yesterday, so it should arrive on Friday.",
    "Sent a magnificent torch of pixels",
    "From my point of view it is fine",
    "Von meinem Chef kam noch nichts.",
    "Enviado ayer.",
    "Get well soon",
    "Mit meinem iPhone klappt es nicht",
    "Outlook für Android geht nicht mehr",
    "We use Outlook for mails",
    "Sent from my iPhone it looks quite different from what you showed us on the screen, please check",
    "Sent via WeTransfer yesterday, check your mail",
    "Mit DHL gesendet",
    "Poslano s kolegom, stiže sutra",
    "Sent via WeTransfer",
    "Sent via WeTransfer <https://we.example/t-1234>",
    "Sent with Outlook yesterday, did it arrive?",
    "Das Paket wurde vom Handy gesendet.",
    "I Outlook gesendet.",
    "Gesendet mit der Mail von gestern",
    "Inviato con la mail di ieri",
    "Envoyé via le formulaire hier soir",
    "Skickat via mail igår",
    "From my iPhone I cannot open the file",
    "The notification was sent from my iPhone app to all users.",
    "Sent from the kitchen, where the whole family is already waiting for the phone call of the agency about it",
  ])("is not what people type: %s", (line) => {
    expect(isAutomaticSignature(probeOf(line), true)).toBe(false);
  });
});
